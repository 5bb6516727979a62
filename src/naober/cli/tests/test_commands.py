import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from naober.cli import output
from naober.cli.main import COMMANDS, main

Run = Callable[..., Result]
TABLE = """id,organisation,place,direction,text,kleur
A1,Een,Emmen,breng,Elke week 40 ton bierbostel over,bruin
A2,Twee,Emmen,breng,Koelwater van 30 graden,blauw
V1,Drie,Beilen,haal,Veevoer voor koeien gezocht,
V2,Vier,Emmen,haal,Warmte van 60 graden gezocht,
V2,Vijf,Emmen,haal,dubbel,
V3,Zes,Nergenshuizen,haal,[bold]stoom 10 bar[/bold] gezocht,
"""


@pytest.fixture
def run() -> Run:
    def invoke(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin)

    return invoke


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "region.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_every_command_has_its_module_and_help(run: Run) -> None:
    listed = run("--help").output
    for name in COMMANDS:
        assert name in listed
        if name not in ("manage", "boundaries"):
            assert run(name, "--help").exit_code == 0


def test_an_unknown_command_ends_with_two(run: Run) -> None:
    assert run("nonsense").exit_code == 2


def test_match_gives_the_promised_json(run: Run, table: Path) -> None:
    result = run("match", table, "--json", "--on", "2026-11-23")
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert set(answer) == {"matches", "rows", "problems"}
    assert answer["rows"] == 6
    assert {(p["row"], p["column"]) for p in answer["problems"]} == {
        (1, "kleur"), (6, "id"), (7, "place"),
    }  # fmt: skip
    pairs = {(m["need"], m["offer"]): m for m in answer["matches"]}
    assert ("V1", "A1") in pairs
    for match in answer["matches"]:
        assert set(match) == {"need", "offer", "score", "conditional", "reasons"}
        assert 0 <= match["score"] <= 1
        assert all(set(r) == {"code", "text"} and r["text"] for r in match["reasons"])
    heat = pairs["V2", "A2"]
    assert heat["conditional"]
    assert any(r["code"] == "heat_pump" and "warmtepomp" in r["text"] for r in heat["reasons"])
    assert not any(need == "V3" and offer == "A2" for need, offer in pairs)


def test_matches_are_best_first_and_at_most_top(run: Run, table: Path) -> None:
    answer = json.loads(run("match", table, "--json", "--top", "1").stdout)
    needs = [m["need"] for m in answer["matches"]]
    assert len(needs) == len(set(needs))
    more = json.loads(run("match", table, "--json").stdout)["matches"]
    for need in set(needs):
        scores = [m["score"] for m in more if m["need"] == need]
        assert scores == sorted(scores, reverse=True)


def test_english_reasons_and_messages(run: Run, table: Path) -> None:
    answer = json.loads(run("match", table, "--json", "--lang", "en").stdout)
    texts = [r["text"] for m in answer["matches"] for r in m["reasons"]]
    assert any("heat pump" in text for text in texts)
    assert any("not known" in p["message"] for p in answer["problems"])


def test_match_in_words_takes_typed_text_as_it_is(run: Run, table: Path) -> None:
    table.write_text(TABLE.replace("Veevoer", "[red]Veevoer\x1b[31m"), encoding="utf-8")
    result = run("match", table)
    assert result.exit_code == 0
    assert "[red]Veevoer" in result.stdout
    assert "\x1b" not in result.stdout
    assert "rij 6, kolom id" in result.stderr


@pytest.mark.parametrize("content", [b"", b"naam\nx\n", b"id,text\n", b"\x7fELF\0\1\2\3" * 50])
def test_nothing_to_read_ends_with_two_and_says_why(
    run: Run, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    result = run("match", path)
    assert result.exit_code == 2
    assert result.output.strip()
    as_json = run("match", path, "--json")
    assert as_json.exit_code == 2
    assert json.loads(as_json.stdout)["matches"] == []


def test_a_table_without_a_match_is_no_failure(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "lonely.csv"
    path.write_text("id,organisation,text\n1,A,stoom over\n", encoding="utf-8")
    answer = run("match", path, "--json")
    assert (answer.exit_code, json.loads(answer.stdout)["matches"]) == (0, [])


def test_understand_shows_the_words_behind_each_piece(run: Run) -> None:
    sentence = "Wij hebben elke week 40 ton bierbostel over in Meppel"
    words = run("understand", sentence)
    assert words.exit_code == 0
    for piece in ("brengen", "bierbostel", "40", "Meppel"):
        assert piece in words.stdout
    answer = json.loads(run("understand", sentence, "--json", "--on", "2026-11-23").stdout)
    assert answer["direction"] == "offer"
    assert answer["place"]["name"] == "Meppel"
    span = answer["quantity"]["span"]
    assert "40 ton" in answer["text"][span["start"] : span["end"]]


@pytest.mark.parametrize("sentence", ["", "😀", "=1+1", "\x1b[31m", "a" * 5000, "[/red]"])
def test_understand_takes_anything(run: Run, sentence: str) -> None:
    for option in ("--json", "--lang=en"):
        assert run("understand", option, "--", sentence).exit_code == 0


def test_understand_reads_a_megabyte_from_standard_input(run: Run) -> None:
    result = run("understand", "-", "--json", stdin=b"stoom over \xff" * 90_000)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["text"].startswith("stoom over")


def test_the_template_is_written_and_matches_itself(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "naober.xlsx"
    assert run("template", path).exit_code == 0
    assert run("template", path).exit_code == 1
    assert run("template", path, "--force").exit_code == 0
    assert run("template", tmp_path / "no" / "such" / "folder.xlsx").exit_code == 1
    answer = json.loads(run("match", path, "--json").stdout)
    assert answer["problems"] == []
    assert {m["need"] for m in answer["matches"]} >= {"V2", "V4"}


def test_rank_writes_tab_separated_lines(run: Run, tmp_path: Path) -> None:
    queries, corpus = tmp_path / "q.tsv", tmp_path / "c.tsv"
    queries.write_text("Q1\tLasser\nQ2\tzonder tab hoort er geen\nfout\n", encoding="utf-8")
    corpus.write_text("C1\tLassers\nC2\tBakker\nC3\tTIG-lasser\n", encoding="utf-8")
    result = run("rank", queries, corpus, "--top", "2", "--no-embeddings")
    assert result.exit_code == 0
    lines = [line.split("\t") for line in result.stdout.splitlines()]
    assert [(line[0], line[2]) for line in lines[:2]] == [("Q1", "1"), ("Q1", "2")]
    assert {line[1] for line in lines[:2]} == {"C1", "C3"}
    assert all(0 <= float(line[3]) <= 1 for line in lines)
    assert "3" in result.stderr
    assert run("rank", queries, tmp_path / "none.tsv").exit_code == 2


def test_lexicon_check_tells_what_is_wrong(run: Run, tmp_path: Path) -> None:
    (tmp_path / "concepts").mkdir()
    path = tmp_path / "concepts" / "own.csv"
    path.write_text("id,kind,nl,en\nBad Id,material,a,b\n", encoding="utf-8")
    result = run("lexicon", "check", tmp_path)
    assert result.exit_code == 1
    assert "concepts/own.csv:2: id" in result.stdout


def test_manage_passes_on_to_django() -> None:
    found = naober("manage", "help", "--commands")
    assert "migrate" in found.stdout
    assert "boundaries" in found.stdout


def test_settings_that_lack_something_say_so_in_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "naober.website.settings.production")
    monkeypatch.delenv("NAOBER_SECRET_KEY", raising=False)
    found = naober("manage", "check")
    assert found.returncode == 1
    assert found.stderr.startswith("Error: ")
    assert "NAOBER_SECRET_KEY" in found.stderr
    assert "Traceback" not in found.stderr


def test_before_there_is_a_database_it_is_made_or_missed_in_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "naober.website.settings.demo")
    monkeypatch.setenv("NAOBER_DB", "sqlite")
    monkeypatch.setenv("NAOBER_DATA", str(tmp_path / "not" / "there"))
    found = naober("manage", "createsuperuser", "--noinput", "--email", "iemand@naober.example")
    assert found.returncode == 1
    assert found.stderr.startswith("Error: There is no database yet.")
    assert "Traceback" not in found.stderr
    assert naober("manage", "migrate", "journal", "-v0").returncode == 0
    assert (tmp_path / "not" / "there" / "naober.sqlite3").exists()


def test_a_full_disk_and_a_closed_input_are_said(table: Path) -> None:
    with Path("/dev/full").open("w") as full:
        code = "from naober.cli.main import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", code, "match", str(table), "--json"],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("naober: de schijf is vol")
    closed = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.stdin = None; {code}", "understand", "-"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert closed.returncode == 1
    assert "Traceback" not in closed.stderr
    assert "invoer" in closed.stderr


def test_no_bar_where_nobody_watches(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(output, "PATIENCE_SECONDS", 0.0)
    assert list(output.progress([1, 2, 3], "x")) == [1, 2, 3]
    assert capfd.readouterr() == ("", "")


def test_a_quantity_is_said_with_its_cadence(run: Run) -> None:
    sentence = "Wij houden 200 ton PET-snippers per jaar over"
    assert "200 t per jaar" in run("understand", sentence).stdout
    assert "200 t per year" in run("understand", sentence, "--lang", "en").stdout


def test_a_folder_and_a_missing_file_are_said_in_the_language(run: Run, tmp_path: Path) -> None:
    assert "het is een map" in run("match", tmp_path).stderr
    assert "does not exist" in run("match", tmp_path / "no.csv", "--lang", "en").stderr
    assert "bestaat niet" in run("template", tmp_path / "no" / "folder.xlsx").stderr
    assert run("template", tmp_path / "list.txt").exit_code == 1


def test_one_row_is_no_rows(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "one.csv"
    path.write_text("id,organisation,direction,text\n1,A,breng,stoom\n", encoding="utf-8")
    assert "1 rij, 1 gelezen, 0 matches" in run("match", path).stdout
    assert "1 row, 1 read, 0 matches" in run("match", path, "--lang", "en").stdout


def test_the_bar_appears_after_two_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(output.time, "monotonic", lambda: now[0])
    bar = output.Bar("x", 10)
    bar.at(1)
    assert bar._progress is None
    now[0] = 2.1
    bar.at(5)
    assert bar._progress is not None
    assert bar._progress.tasks[0].completed == 5
    bar.close()
    assert list(output.progress([1, 2, 3], "x")) == [1, 2, 3]


def naober(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from naober.cli.main import main; main()", *arguments],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_the_program_itself_runs_without_django(table: Path) -> None:
    code = (
        "import sys; from naober.cli.main import main; "
        "main(['match', sys.argv[1], '--json'], standalone_mode=False); "
        "sys.exit('django' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(table)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["rows"] == 6


def test_help_imports_no_engine() -> None:
    code = (
        "import sys; from naober.cli.main import main; "
        "main(['--help'], standalone_mode=False); "
        "heavy = {'rich', 'numpy', 'django', 'naober.lexicon'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
