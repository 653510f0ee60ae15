"""Looks for known faults in the locked packages, where the index of faults is reachable."""

import json
import subprocess
import sys
from typing import Any

LOCK = "requirements-dev.lock"


def main() -> int:
    command = [sys.executable, "-m", "pip_audit", "--requirement", LOCK, "--require-hashes"]
    command += ["--disable-pip", "--progress-spinner=off", "--format=json", "--timeout=15"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        packages: list[dict[str, Any]] = json.loads(answer.stdout)["dependencies"]
    except (json.JSONDecodeError, KeyError):
        packages = []
    audited = [package for package in packages if "skip_reason" not in package]
    if not audited:
        print("Audit: the index of known faults is not reachable; nothing was audited.")
        return 0
    faulty = [package for package in audited if package["vulns"]]
    for package in faulty:
        for fault in package["vulns"]:
            mended = ", ".join(fault["fix_versions"]) or "no version yet"
            print(f"{package['name']} {package['version']}: {fault['id']}, mended in {mended}")
    skipped = len(packages) - len(audited)
    unknown = f", {skipped} of unknown state" if skipped else ""
    print(f"Audit: {len(audited)} packages, {len(faulty)} with known faults{unknown}.")
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main())
