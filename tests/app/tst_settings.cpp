// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings.h"

#include <QLayout>
#include <QTemporaryDir>
#include <QtTest>
#include <fstream>

#include "app/composition.h"
#include "tests/support/saving.h"
#include "tests/support/window_test.h"
#include "ui/workspace/workspace_view.h"

namespace {

using namespace pellucid;
using app::Settings;
using ui::ActionId;

class SettingsTest : public QObject {
  Q_OBJECT

 private slots:
  void whatIsWrittenIsRead();
  void withoutAFileTheyAreTheUsualOnes();
  void aBrokenFileIsKeptAside_data();
  void aBrokenFileIsKeptAside();
  void whatCannotBeWrittenIsTold();
  void theFolderCanBeMoved();
  void theWindowComesBackAsItWas();
  void recentProjectsAreOffered();

 private:
  std::filesystem::path file() const { return m_folder.filePath("config/settings.json").toStdString(); }
  void write(const std::string& text);

  QTemporaryDir m_folder;
};

void SettingsTest::write(const std::string& text) {
  std::filesystem::create_directories(file().parent_path());
  std::ofstream(file()) << text;
}

void SettingsTest::whatIsWrittenIsRead() {
  ui::CurveChoices curves;
  curves.axis = ui::CurveAxis::Seconds;
  curves.beside = ui::CurveQuantity::GradientNorm;
  curves.smoothing = 100;
  curves.isAxisLogarithmic = true;
  curves.logarithmic = {ui::CurveQuantity::Loss};
  const Settings settings{.isDark = true,
                          .isMotionReduced = false,
                          .language = "de",
                          .stepsPerSecond = 20,
                          .ranges = ui::RangeMode::Fixed,
                          .hasLeftColumn = false,
                          .hasRightColumn = true,
                          .width = 1024,
                          .height = 700,
                          .isMaximized = true,
                          .splits = {{"network", {1, 2, 3}}},
                          .tabs = {{"network/2", "layer"}},
                          .openGroups = QStringList{"rate", "clipping"},
                          .curves = curves,
                          .silenced = {"same-samples"},
                          .recent = {"/b \"c\".pellucid", "/\xff.pellucid"}};
  QVERIFY(app::writeSettings(file(), settings));
  const auto read = app::readSettings(file());
  QVERIFY2(!read.problem, read.problem ? read.problem->text().c_str() : "");
  QVERIFY(read.settings == settings);
  QVERIFY(app::writeSettings(file(), Settings()));
  QVERIFY(app::readSettings(file()).settings == Settings());
  Settings folded;
  folded.openGroups.emplace();  // all are folded, unlike the default
  QVERIFY(app::writeSettings(file(), folded));
  QCOMPARE(app::readSettings(file()).settings.openGroups, QStringList());
}

void SettingsTest::withoutAFileTheyAreTheUsualOnes() {
  const auto read = app::readSettings(file().parent_path() / "none.json");
  QVERIFY(!read.problem);
  QVERIFY(read.settings == Settings());
}

void SettingsTest::aBrokenFileIsKeptAside_data() {
  QTest::addColumn<QByteArray>("from");
  QTest::addColumn<QByteArray>("to");
  QTest::addColumn<QByteArray>("says");
  const auto row = [](const char* name, const char* from, const char* to, const char* says) {
    QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QByteArray(says);
  };
  row("no JSON", "{", "", "line 1");
  row("a speed below 0", "\"speed\": 0.0", "\"speed\": -3", "speed");
  row("a width below 0", "\"width\": 0", "\"width\": -1", "width");
  row("an unknown range", "\"ranges\": \"layer\"", "\"ranges\": \"wide\"", "\"wide\" is unknown");
  row("a size that is none", "\"splits\": {}", "\"splits\": {\"network\": [1, \"x\"]}",
      "not a list of sizes");
  row("a panel that is none", "\"tabs\": {}", "\"tabs\": {\"network\": 7}", "not the name of a panel");
  row("a group that is none", "\"recent\": []", "\"recent\": [], \"open_groups\": [7]",
      "not the name of a group");
  row("a curve of nothing", "\"recent\": []",
      "\"recent\": [], \"curves\": {\"axis\": \"steps\", \"beside\": \"accuracy\", \"smoothing\": 1, "
      "\"logarithmic_axis\": false, \"logarithmic\": [\"height\"]}",
      "\"height\" is not what a curve shows");
  row("a project that is none", "\"recent\": []", "\"recent\": [7]", "recent");
}

void SettingsTest::aBrokenFileIsKeptAside() {
  QFETCH(QByteArray, from);
  QFETCH(QByteArray, to);
  QFETCH(QByteArray, says);
  QVERIFY(app::writeSettings(file(), Settings()));
  const auto bytes = *engine::readFile(file());
  QByteArray text(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
  QVERIFY2(text.contains(from), text.constData());
  const QByteArray broken = from == "{" ? QByteArray("nothing") : text.replace(from, to);
  write(broken.toStdString());
  const auto read = app::readSettings(file());
  QVERIFY(read.problem);
  const QByteArray problem = QByteArray::fromStdString(read.problem->text());
  QVERIFY2(problem.contains(says) && problem.contains("settings.json.broken"), problem.constData());
  QVERIFY(read.settings == Settings());
  QVERIFY(!std::filesystem::exists(file()));
  const auto kept = *engine::readFile(file().string() + ".broken");
  QVERIFY(std::equal(kept.begin(), kept.end(), broken.begin(), broken.end()));
}

void SettingsTest::whatCannotBeWrittenIsTold() {
  write("{}");
  const auto written = app::writeSettings(file() / "below" / "settings.json", Settings());
  QVERIFY(!written);
  QVERIFY(written.error().text().find("not a folder") != std::string::npos);
}

void SettingsTest::theFolderCanBeMoved() {
  qputenv("PELLUCID_CONFIG_DIR", m_folder.filePath("elsewhere").toUtf8());
  QCOMPARE(QString::fromStdString(app::settingsFile().string()),
           m_folder.filePath("elsewhere/settings.json"));
  qunsetenv("PELLUCID_CONFIG_DIR");
  QVERIFY(app::settingsFile().string().ends_with("/pellucid/settings.json"));
}

void SettingsTest::theWindowComesBackAsItWas() {
  Settings settings;
  {
    app::Composition program{engine::DataLocations{}};
    program.start({});
    program.actions()[ActionId::DarkTheme].toggle();
    program.actions()[ActionId::LeftColumn].setChecked(false);
    program.canvas().setRangeMode(ui::RangeMode::Global);
    program.window().layout()->activate();  // lays out the window without the folded column
    program.window().resize(780, 700);
    program.window().workspaces().reveal("arithmetic");
    program.window().findChild<ui::CurveControls*>()->choose({.axis = ui::CurveAxis::Seconds});
    settings = program.settings();
  }
  QVERIFY(settings.isDark.has_value());
  QVERIFY(!settings.isMotionReduced);  // the system's setting
  app::Composition program{engine::DataLocations{}};
  program.apply(settings);
  program.start({});
  QCOMPARE(program.actions()[ActionId::DarkTheme].isChecked(), *settings.isDark);
  QVERIFY(!program.samples().isVisibleTo(&program.window()));
  QCOMPARE(program.canvas().rangeMode(), ui::RangeMode::Global);
  QVERIFY(program.window().findChild<ui::CurveControls*>()->choices().axis == ui::CurveAxis::Seconds);
  QCOMPARE(program.window().size(), QSize(780, 700));
  Settings again = program.settings();
  QCOMPARE(again.splits["network"].size(), std::size_t{3});
  QCOMPARE(again.splits["network"][0], settings.splits["network"][0]);  // folded, but not forgotten
  QVERIFY(again.splits["network"][0] > 100);
  again.splits = settings.splits;  // other widths where it is folded
  QVERIFY(again == settings);
}

void SettingsTest::recentProjectsAreOffered() {
  app::Composition program{engine::DataLocations{}};
  engine::Experiment experiment = engine::seedExperiment();
  experiment.data.name = "xor-gate";
  experiment.network.layers.back().units = 2;
  program.files().begin(experiment);
  QTRY_VERIFY(program.run().moment() != nullptr);
  for (const char* name : {"a.pellucid", "b.pellucid", "a.pellucid"})
    QCOMPARE(tests::saveProblem(program.files(), m_folder.filePath(name)), QString());
  const std::vector<std::string> expected = {m_folder.filePath("a.pellucid").toStdString(),
                                             m_folder.filePath("b.pellucid").toStdString()};
  QVERIFY(program.settings().recent == expected);
  QSignalSpy opened(&program.files(), &app::ProjectFiles::opened);
  emit program.window().recentChosen(m_folder.filePath("b.pellucid"));
  QTRY_COMPARE(opened.size(), 1);
  QCOMPARE(program.settings().recent.front(), m_folder.filePath("b.pellucid").toStdString());
  for (int i = 0; i < 12; ++i)
    QCOMPARE(tests::saveProblem(program.files(), m_folder.filePath(QString("%1.pellucid").arg(i))),
             QString());
  QCOMPARE(program.settings().recent.size(), Settings::kMostRecent);
}

}  // namespace

PELLUCID_WINDOW_TEST(tst_settings, SettingsTest)
#include "tst_settings.moc"
