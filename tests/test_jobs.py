"""Long work beside the window."""

import subprocess
import sys
import threading
from pathlib import Path

from game.session.jobs import Job, finish

TOP = Path(__file__).resolve().parent.parent


def test_a_job_gives_its_result_and_says_how_far_it_is():
    go_on = threading.Event()

    def work(tell):
        tell("reading", 3, 12)
        go_on.wait(20)
        tell("reading", 12, 12)
        return "read"

    job = Job(work)
    while not job.done:
        pass
    assert (job.state, job.what, job.share) == ("running", "reading", 0.25)
    assert job.moved()
    assert not job.moved()
    go_on.set()
    assert job.wait(20)
    assert (job.state, job.result, job.share) == ("done", "read", 1.0)
    assert job.moved()


def test_a_job_that_nobody_wants_ends_at_its_next_word():
    begun, go_on, reached = threading.Event(), threading.Event(), []

    def work(tell):
        begun.set()
        go_on.wait(20)
        tell("reading", 1, 2)
        reached.append("after")

    job = Job(work)
    begun.wait(20)
    job.stop()
    go_on.set()
    assert job.wait(20)
    assert (job.state, job.result, reached) == ("stopped", None, [])


def test_what_goes_wrong_in_a_job_is_kept_for_who_looks():
    def work(tell):
        raise OSError(28, "No space left on device")

    job = Job(work)
    assert job.wait(20)
    assert job.state == "failed"
    assert isinstance(job.error, OSError)


def test_a_job_that_says_nothing_of_how_many_has_no_share():
    job = Job(lambda tell: None)
    assert job.wait(20)
    assert job.share is None


def test_at_the_end_of_the_program_all_work_is_stopped_and_waited_for():
    go_on, reached = threading.Event(), []

    def work(tell):
        while not go_on.is_set():
            tell("reading", 1, 2)
        reached.append("after")

    jobs = [Job(work), Job(work), Job(lambda tell: "read")]
    try:
        assert finish(20)
    finally:
        go_on.set()
    assert [job.state for job in jobs] == ["stopped", "stopped", "done"]
    assert not reached


def test_work_that_does_not_stop_is_told_of_and_holds_up_nobody_for_ever():
    go_on = threading.Event()
    job = Job(lambda tell: go_on.wait(20))
    try:
        assert not finish(0.1)
    finally:
        go_on.set()
    assert job.wait(20)
    assert finish(0.1)


STUCK = """
import threading
from game.cli.__main__ import leave
from game.session.jobs import Job

def work(tell):
    threading.Thread(target=threading.Event().wait, daemon=False).start()  # the interpreter would wait for this one
    threading.Event().wait()

Job(work)
print("said", end="")
leave(3, 0.2)
"""


def test_a_program_whose_work_hangs_ends_all_the_same_with_its_code_and_all_it_said():
    with subprocess.Popen([sys.executable, "-c", STUCK], cwd=TOP, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        try:
            said = program.communicate(timeout=60)
        finally:
            program.kill()
    assert (program.returncode, *said) == (3, "said", "")
