"""The script that says where the time of a build goes."""

from __future__ import annotations

import subprocess
import sys
import unittest
from pathlib import Path

SCRIPT = Path(__file__).parent.parent / "build_time.py"
sys.path.insert(0, str(SCRIPT.parent))

import build_time  # noqa: E402


class SubjectTests(unittest.TestCase):
    def test_swift_module(self) -> None:
        line = ["/usr/bin/swift-frontend", "-frontend", "-module-name", "Oracle", "-o", "x"]
        self.assertEqual(build_time.subject(line), "Oracle")

    def test_c_module(self) -> None:
        for source, module in [
            ("/here/Sources/CKernels/Steps.c", "CKernels"),
            ("/here/.build/checkouts/swift-system/Sources/CSystem/shims.c", "CSystem"),
            ("Steps.c", "C"),
        ]:
            with self.subTest(source):
                self.assertEqual(build_time.subject(["clang-17", "-c", source]), module)

    def test_linker_and_others(self) -> None:
        self.assertEqual(build_time.subject(["clang", "-o", "rmspec", "a.o"]), "linking")
        self.assertIsNone(build_time.subject(["/bin/sleep", "1"]))


class ProgramTests(unittest.TestCase):
    def run_script(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, str(SCRIPT), *arguments], capture_output=True, text=True
        )

    def test_time_is_attributed_to_a_module(self) -> None:
        # Half a second of work by something that looks like a compiler.
        work = "import time\nwhile time.process_time() < 0.5: pass"
        result = self.run_script(sys.executable, "-c", work, "-module-name", "Busy")
        self.assertEqual(result.returncode, 0, result.stderr)
        line = next(line for line in result.stdout.splitlines() if line.endswith("Busy"))
        self.assertGreater(float(line.split()[0]), 0.2)

    def test_status_is_that_of_the_command(self) -> None:
        self.assertEqual(self.run_script("sh", "-c", "exit 7").returncode, 7)

    def test_usage(self) -> None:
        result = self.run_script()
        self.assertEqual(result.returncode, 2)
        self.assertIn("build_time.py", result.stderr)


if __name__ == "__main__":
    unittest.main()
