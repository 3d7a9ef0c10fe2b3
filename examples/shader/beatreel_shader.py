"""Scenes drawn by a fragment shader, written as on Shadertoy; OpenGL 3.3 without a screen, in software if need be."""

from pydantic import BaseModel, Field

from beatreel import GenerationError, Resources, hookimpl

PLASMA = """
void mainImage(out vec4 colour, in vec2 at) {
    vec2 p = (2.0 * at - iResolution) / iResolution.x;
    float turn = 0.15 * iFlow + iSeed, wave = 0.0;
    for (int n = 1; n < 5; n++) {
        p += 0.4 / float(n) * sin(float(n) * p.yx * 2.0 + turn + vec2(0.0, 1.7));
        wave += sin(p.x + p.y) / float(n);
    }
    vec3 hue = 0.5 + 0.5 * cos(wave + iSeed + vec3(0.0, 0.6, 1.2));
    colour = vec4(hue * (0.35 + 0.35 * iEnergy + 0.3 * iKick), 1.0);
}
"""
_VERTICES = (
    "#version 330\nvoid main() { gl_Position = vec4(vec2(gl_VertexID % 2, gl_VertexID / 2) * 4.0 - 1.0, 0.0, 1.0); }"
)
_HEAD = """#version 330
uniform vec2 iResolution;
uniform float iTime, iSeed, iKick, iBar, iEnergy, iLow, iMid, iHigh, iFlow;
out vec4 fragment;
#line 1
"""
_TAIL = "\nvoid main() { mainImage(fragment, gl_FragCoord.xy); }\n"


class Params(BaseModel):
    """What users can set."""

    code: str = Field(default=PLASMA, description="GLSL: void mainImage(out vec4 colour, in vec2 at)")


class Shader:
    """Draws with one shader; the seed and the music are its uniforms."""

    name, version, params = "shader", "1", Params
    digital_source_type = "algorithmicMedia"
    resources = Resources()

    _canvas = None

    def paint(self, scene, spec, *, params, seed, references, folder, progress):
        from PIL import Image

        progress(0.0, "compiling the shader")
        picture = self._canvas_for(spec, params.code).draw(iSeed=seed % 97, iTime=scene.start, iKick=0.5, iEnergy=0.5)
        Image.fromarray(picture).save(folder / "still.png")
        return folder / "still.png"

    def animate(self, still, scene, spec, *, params, music, seed, first_frame, frame_count, progress):
        canvas = self._canvas_for(spec, params.code)
        for index in range(frame_count):
            progress(index / frame_count)
            now = music.at(float((first_frame + index) / spec.frame_rate))
            yield canvas.draw(
                iSeed=seed % 97,
                iTime=now.time,
                iKick=now.kick,
                iBar=now.downbeat,
                iEnergy=now.energy,
                iLow=now.low,
                iMid=now.mid,
                iHigh=now.high,
                iFlow=now.flow,
            )

    def _canvas_for(self, spec, code):
        """Return the canvas of this size and shader; one is kept, for a context of OpenGL is dear and never quite let go of."""
        wanted = (spec.width, spec.height, code)
        if self._canvas is None or self._canvas.made_for != wanted:
            context = self._canvas.release() if self._canvas else _context()
            self._canvas = None
            self._canvas = _Canvas(context, *wanted)
        return self._canvas


def _context():
    """Return OpenGL without a screen."""
    import moderngl

    try:
        return moderngl.create_context(standalone=True, backend="egl")
    except Exception as error:
        raise GenerationError(
            f"OpenGL cannot be used here: {error}",
            plugin="shader",
            hint="On Debian and Ubuntu: apt install libegl1 libgl1-mesa-dri",
        ) from error


class _Canvas:
    """A picture without a screen that a shader fills."""

    def __init__(self, context, width, height, code):
        import moderngl

        self.made_for = (width, height, code)
        self._context, self._size = context, (width, height)
        try:
            self._program = context.program(vertex_shader=_VERTICES, fragment_shader=_HEAD + code + _TAIL)
        except moderngl.Error as error:
            reason = [line for line in str(error).splitlines() if "error" in line.lower() and "=" not in line]
            raise GenerationError(
                f"The shader does not compile: {'; '.join(reason[-2:])}",
                plugin="shader",
                hint="Mend the parameter code",
            ) from error
        self._target = context.simple_framebuffer(self._size, components=3)
        self._corners = context.vertex_array(self._program, [])

    def draw(self, **values):
        """Return the picture for some values as uint8 RGB of shape (height, width, 3), the first row at the top."""
        import numpy as np

        for name, value in {"iResolution": self._size, **values}.items():
            if name in self._program:  # what a shader does not use is compiled away
                self._program[name] = value
        self._target.use()
        self._corners.render(vertices=3)
        width, height = self._size
        rows = np.frombuffer(self._target.read(components=3, alignment=1), np.uint8)
        return np.ascontiguousarray(rows.reshape(height, width, 3)[::-1])

    def release(self):
        """Let go of all but the context, and return that."""
        for part in (self._corners, self._target, self._program):
            part.release()
        return self._context


@hookimpl
def register_generators():
    return [Shader()]
