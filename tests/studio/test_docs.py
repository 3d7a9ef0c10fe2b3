"""The tour in docs/studio.md is walked, command by command."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

from tests.studio.conftest import TOKEN

PAGE = Path(__file__).parents[2] / "docs" / "studio.md"


def test_every_example_runs(studio, song_file, tmp_path):
    blocks = re.findall(r"^```bash\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert len(blocks) >= 8
    environment = {
        **studio.environment,
        "TOKEN": TOKEN,
        "API": f"{studio.base}/api/v1",
        "SONG": str(song_file),
        "no_proxy": "*",
    }
    answers = []
    for block in blocks:
        if "/scenes" in block:  # from here on the page looks at a finished film
            studio.wait(json.loads((tmp_path / "job.json").read_text())["id"])
        names = (
            'if [ -f job.json ]; then JOB=$(python3 -c \'import json; print(json.load(open("job.json"))["id"])\'); fi\n'
        )
        done = subprocess.run(
            ["bash", "-euc", names + block],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, (block, done.stderr)
        assert "urn:beatreel:problem" not in done.stdout, (block, done.stdout, studio.complaints)
        answers.append(done.stdout)
    assert json.loads(answers[0])["beatreel"]
    stream = next(answer for answer in answers if "event: hello" in answer)
    assert "event: job_submitted" in stream
    assert (tmp_path / "first-bytes").stat().st_size == 100


def test_every_path_of_the_page_is_there(studio):
    paths = "\n".join(studio.client.get("openapi.json").json()["paths"])
    for name in (
        "scenes",
        "takes",
        "analysis",
        "peaks",
        "grid",
        "sync",
        "song",
        "edits",
        "exports",
        "events",
        "credits",
        "platforms",
    ):
        assert f"/{name}" in PAGE.read_text(encoding="utf-8") and f"/{name}" in paths
