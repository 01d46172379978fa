import gzip
import json

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from huangyai.design import assets
from huangyai.design.build import ONE_DAY, is_current, packages_digest, remove_outdated, sources_digest


def test_names_come_from_the_manifest(built):
    for name, ending in (("main.css", ".css"), ("main.js", ".js")):
        url = assets.asset_url(name)
        assert url.startswith(settings.STATIC_URL)
        assert url.endswith(ending)
        assert (assets.BUILT / url.rsplit("/", 1)[1]).is_file()
        assert assets.never_changes("", url)


def test_a_public_page_weighs_less_than_100_kilobytes_of_styles_script_and_fonts(built):
    names = [assets.built_file(name).rsplit("/", 1)[1] for name in ("main.css", "main.js")]
    weight = sum(len(gzip.compress((assets.BUILT / name).read_bytes())) for name in names)
    weight += sum(font.stat().st_size for font in assets.BUILT.glob("*.woff2"))
    assert weight < 100_000


def test_built_files_need_no_inline_style_and_fetch_nothing_from_elsewhere(built):
    style = (assets.BUILT / assets.built_file("main.css").rsplit("/", 1)[1]).read_text(encoding="utf-8")
    assert "http" not in style
    assert "@import" not in style


def test_the_page_of_faults_appears_even_without_a_build(tmp_path, monkeypatch):
    monkeypatch.setattr(assets, "BUILT", tmp_path)
    page = render_to_string("500.html")
    assert "<h1>" in page
    assert "stylesheet" not in page


def test_only_built_files_are_kept_for_ever():
    assert not assets.never_changes("", "/static/design/icon.svg")


def test_says_in_both_languages_what_to_do_when_the_build_is_missing(tmp_path, monkeypatch):
    monkeypatch.setattr(assets, "BUILT", tmp_path)
    with pytest.raises(assets.AssetsMissing) as missing:
        assets.asset_url("main.css")
    assert "huangyai.design.build" in missing.value.words.th
    assert "huangyai.design.build" in missing.value.words.en


def test_an_unknown_name_is_refused(built):
    with pytest.raises(assets.AssetsMissing, match=r"other\.css"):
        assets.asset_url("other.css")


@pytest.fixture
def frontend(tmp_path):
    (tmp_path / "src").mkdir()
    for name in ("package.json", "package-lock.json", "vite.config.js", "src/main.css"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    return tmp_path


def test_a_changed_style_asks_for_a_build_but_not_for_packages(frontend):
    packages, sources = packages_digest(frontend), sources_digest(frontend)
    (frontend / "src" / "main.css").write_text("a {}", encoding="utf-8")
    assert packages_digest(frontend) == packages
    assert sources_digest(frontend) != sources


def test_what_was_built_is_current_until_something_changes(frontend, tmp_path):
    built = tmp_path / "built"
    built.mkdir()
    assert not is_current(frontend, built)
    (built / "manifest.json").write_text(json.dumps({}), encoding="utf-8")
    (built / ".stamp").write_text(sources_digest(frontend), encoding="utf-8")
    assert is_current(frontend, built)
    (frontend / "src" / "new.css").write_text("", encoding="utf-8")
    assert not is_current(frontend, built)


def test_files_of_an_earlier_build_stay_for_a_day(tmp_path):
    now = (tmp_path / "old.css").write_text("") or (tmp_path / "old.css").stat().st_mtime
    (tmp_path / "new.css").write_text("")
    (tmp_path / "manifest.json").write_text('{"a": {"file": "new.css"}}')
    remove_outdated(tmp_path, now=now + 60)
    assert (tmp_path / "old.css").exists()
    remove_outdated(tmp_path, now=now + ONE_DAY + 60)
    assert {path.name for path in tmp_path.iterdir()} == {"new.css", "manifest.json"}


def test_the_lock_file_records_no_download_address():
    lock = json.loads((assets.BUILT.parents[4].parent / "frontend" / "package-lock.json").read_text(encoding="utf-8"))
    assert all("resolved" not in package for package in lock["packages"].values())
