#!/usr/bin/env python3
"""What systemd says of the unit: unit_test.py UNIT. `verify` finds nothing, and its exposure (`security --offline`) is at most 2.0."""
import re, shutil, subprocess, sys, tempfile
from pathlib import Path

MOST = 2.0
unit = Path(sys.argv[1])
if not shutil.which("systemd-analyze"):
    print("SKIPPED: systemd-analyze is not here")
    sys.exit(77)
with tempfile.TemporaryDirectory() as folder:
    # The program is not installed on this machine: something that is stands in for it.
    copy = Path(folder) / "lofte.service"
    copy.write_text(unit.read_text(encoding="utf-8").replace("/usr/bin/lofte", "/usr/bin/true"), encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", copy], capture_output=True, text=True)
    said = [line for line in (done.stdout + done.stderr).splitlines() if "lofte" in line]
    if done.returncode or said:
        sys.exit(f"FAILED: verify: {done.returncode} {said or done.stderr}")
    done = subprocess.run(["systemd-analyze", "security", "--offline=true", copy], capture_output=True, text=True)
    found = re.search(r"exposure level for .*?: ([0-9.]+)", done.stdout)
    if not found:
        sys.exit(f"FAILED: security: {done.stdout[-500:]}{done.stderr}")
    print(f"exposure {found[1]} of 10")
    if float(found[1]) > MOST:
        sys.exit(f"FAILED: more than {MOST}: {done.stdout}")
