-- Written by "beatreel daw install reaper". Watches for finished renders and hands them to beatreel.
--
-- REAPER calls no command after a render, but a script that runs in the background can see it: while a render goes on, the project
-- with the index 0x40000000 is the one that is being rendered; afterwards RENDER_STATS of that project lists the files that
-- were written, and nothing after a cancelled render.

local launcher = "@LAUNCHER@"
local folder = "@FOLDER@"

local RENDERING = 0x40000000
local ENTIRE_PROJECT = 1
local rendered = nil -- the project whose render was seen and has not been dealt with
local waited = 0

local function quoted(text)
  return '"' .. text:gsub('"', "") .. '"'
end

local function files_of(project)
  local ok, stats = reaper.GetSetProjectInfo_String(project, "RENDER_STATS", "", false)
  local files = {}
  if ok then
    for file in (stats or ""):gmatch("FILE:([^;]+)") do
      files[#files + 1] = file
    end
  end
  return files
end

-- What the project knows of its music: only if the file holds the whole project are its times those of the file.
local function corrections_of(project, number)
  if reaper.GetSetProjectInfo(project, "RENDER_BOUNDSFLAG", 0, false) ~= ENTIRE_PROJECT then
    return nil
  end
  local lines, segments = {}, {}
  if reaper.CountTempoTimeSigMarkers(project) == 0 then
    lines[#lines + 1] = string.format("tempo = %.6f", reaper.Master_GetTempo())
  end
  local index = 0
  while true do
    local more, is_region, start, stop, name = reaper.EnumProjectMarkers3(project, index)
    if more == 0 then break end
    local label = (name or ""):lower():match("^%s*(%a+)")
    if is_region and label then
      for _, known in ipairs({ "intro", "verse", "chorus", "bridge", "inst", "solo", "break", "outro" }) do
        if label == known then
          segments[#segments + 1] = string.format('  { start = %.6f, end = %.6f, label = "%s" },', start, stop, known)
        end
      end
    end
    index = index + 1
  end
  if #segments > 0 then
    lines[#lines + 1] = "segments = [\n" .. table.concat(segments, "\n") .. "\n]"
  end
  if #lines == 0 then return nil end
  local path = string.format("%s/reaper-%d-%d.toml", folder, os.time(), number)
  local stream = io.open(path, "w")
  if not stream then return nil end
  stream:write(table.concat(lines, "\n"), "\n")
  stream:close()
  return path
end

local function hand_over(project)
  for number, file in ipairs(files_of(project)) do
    local command = quoted(launcher) .. " reaper " .. quoted(file)
    local corrections = corrections_of(project, number)
    if corrections then
      command = command .. " " .. quoted(corrections)
    end
    reaper.ExecProcess(command, -2) -- -2: in the background, without waiting
  end
end

local function watch()
  local project = reaper.EnumProjects(RENDERING, "")
  if project then
    rendered, waited = project, 0
  elseif rendered then
    waited = waited + 1
    if waited >= 3 then -- the statistics are there a moment after the render
      local done = rendered
      rendered = nil
      hand_over(done)
    end
  end
  reaper.defer(watch)
end

watch()
