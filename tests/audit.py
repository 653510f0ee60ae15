"""Looks for known faults in the locked packages, where the index of faults is reachable."""

import subprocess
import sys

UNREACHABLE = ("ConnectionError", "Failed to connect", "Max retries", "ServiceError", "timed out")


def main() -> int:
    command = [sys.executable, "-m", "pip_audit", "--requirement", "requirements.lock"]
    command += ["--require-hashes", "--disable-pip", "--progress-spinner=off"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    unknown = answer.stdout.count("could not be audited")
    is_reachable = unknown == 0 and not any(word in answer.stderr for word in UNREACHABLE)
    if not is_reachable and "Vulnerable" not in answer.stdout:
        print("The index of known faults is not reachable; nothing was audited.")  # noqa: T201  (it is a command)
        return 0
    print(answer.stdout, end="")  # noqa: T201  (it is a command)
    print(answer.stderr, end="", file=sys.stderr)  # noqa: T201  (it is a command)
    return answer.returncode


if __name__ == "__main__":
    sys.exit(main())
