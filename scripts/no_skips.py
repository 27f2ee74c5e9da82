"""pytest plug-in of `make test`: a skipped or expected-to-fail test fails the run and says why."""


def pytest_terminal_summary(terminalreporter):
    for kind in ("skipped", "xfailed", "xpassed"):
        for report in terminalreporter.stats.get(kind, []):
            terminalreporter.write_line(f"NOT RUN {report.nodeid}: {report.longrepr}")


def pytest_sessionfinish(session, exitstatus):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and any(reporter.stats.get(kind) for kind in ("skipped", "xfailed", "xpassed")):
        session.exitstatus = 1
