"""The generated part of the package against the description of the API."""

import subprocess
from pathlib import Path

PACKAGE = Path(__file__).parent.parent


def files(folder: Path) -> dict[str, str]:
    found = folder.rglob("*.py")
    return {str(file.relative_to(folder)): file.read_text(encoding="utf-8") for file in found}


def test_the_generated_part_is_what_the_generator_makes(tmp_path: Path) -> None:
    made = tmp_path / "generated"
    subprocess.run([PACKAGE / "generate", made], check=True, capture_output=True)
    here = files(PACKAGE / "src" / "cartway_client" / "generated")
    differ = {name for name in here.keys() | files(made).keys() if here.get(name) != files(made).get(name)}
    assert not differ, "kit/renew writes them anew"
