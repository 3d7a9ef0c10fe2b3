-- Written by "beatreel daw install renoise". Adds "Render and make a film" to the File menu.

local launcher = "@LAUNCHER@"

local function quoted(text)
  if os.platform and os.platform() == "WINDOWS" then
    return '"' .. text:gsub('"', "") .. '"'
  end
  return "'" .. text:gsub("'", "'\\''") .. "'"
end

local function corrections_for(file)
  local path = file .. ".beatreel.toml"
  local stream = io.open(path, "w")
  if not stream then return nil end
  stream:write(string.format("tempo = %.6f\n", renoise.song().transport.bpm))
  stream:close()
  return path
end

local function render()
  local file = renoise.app():prompt_for_filename_to_write("wav", "Render the song and make a film of it")
  if not file or file == "" then return end
  if not file:lower():match("%.wav$") then file = file .. ".wav" end
  local tempo_is_steady = true
  local started, problem = renoise.song():render({ priority = "high", interpolation = "precise" }, file, function()
    local command = quoted(launcher) .. " renoise " .. quoted(file)
    local corrections = tempo_is_steady and corrections_for(file)
    if corrections then command = command .. " " .. quoted(corrections) end
    os.execute(command)
    renoise.app():show_status("The film of " .. file .. " is in the queue of beatreel.")
  end)
  if not started then
    renoise.app():show_error("The song cannot be rendered: " .. tostring(problem))
  end
end

renoise.tool():add_menu_entry({ name = "Main Menu:File:Render and make a film...", invoke = render })
