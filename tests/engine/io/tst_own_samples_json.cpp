// SPDX-License-Identifier: GPL-3.0-or-later
// Samples of the user's own come back from JSON exactly as they were, alone, in an experiment, and as the
// states that a timeline goes through.
#include "engine/io/own_samples_json.h"

#include <QtTest>

#include "engine/io/experiment_json.h"
#include "tests/support/own_points.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

OwnSamples heights() {
  OwnSamples own{.kind = OwnKind::Heights};
  for (int i = 0; i < 7; ++i)
    own.points.push_back({.number = 2 * own.next++, .x = i, .y = -i, .height = 100 * i - 300});
  own.next *= 2;
  return own;
}

}  // namespace

class TestOwnSamplesJson : public QObject {
  Q_OBJECT

 private slots:
  void comeBack() {
    for (const OwnSamples& own : {paintedPoints(50), heights(), drawnSigns(12), paintedPoints(0)}) {
      const auto text = formatJson(toJson(own));
      const auto back = ownSamplesFromJson(*parseJson(text), "samples");
      QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
      QVERIFY(**back == own);
    }
  }

  /// They are written only if they were chosen, so that older programs read all others.
  void coloursComeBack() {
    OwnSamples own = paintedPoints(5);
    QVERIFY(!toJson(own).contains("colours"));
    setColour(own, 0, 7);
    const auto back = ownSamplesFromJson(toJson(own), "samples");
    QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
    QVERIFY(**back == own);
    OwnSampleRows rows;
    const Json state = rows.add(own);
    const auto fromRows = ownSamplesFromRows(state, rows.rows(), "samples");
    QVERIFY(fromRows.has_value() && **fromRows == own);
    for (const auto& [colours, said] : {std::pair{Json{1}, "1 colours"}, std::pair{Json{1, 10}, "colour 10"},
                                        std::pair{Json{1, "red"}, "\"red\""}}) {
      Json spoiled = toJson(own);
      spoiled["colours"] = colours;
      const auto refused = ownSamplesFromJson(spoiled, "samples");
      QVERIFY(!refused);
      QVERIFY2(refused.error().text().find(said) != std::string::npos, refused.error().text().c_str());
    }
  }

  void ofAnExperiment() {
    const Experiment experiment = paintedExperiment(shared(paintedPoints(20)));
    const auto back = experimentFromJson(toJson(experiment));
    QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
    QVERIFY(*back == experiment);
    Json other = toJson(experiment);
    other["data"]["name"] = "drawn";
    const auto refused = experimentFromJson(other);
    QVERIFY(!refused);
    QVERIFY(refused.error().text().find("drawn") != std::string::npos);
  }

  void statesShareTheirRows() {
    OwnSamples own = paintedPoints(100);
    std::vector<OwnSamples> states = {own};
    own.points.erase(own.points.begin() + 10, own.points.begin() + 30);  // erased
    states.push_back(own);
    own.points[5].x = 17;  // moved
    states.push_back(own);
    own.points.push_back({.number = own.next++, .x = 1, .y = 2, .label = 1});  // added
    states.push_back(own);
    OwnSampleRows rows;
    std::vector<Json> json;
    for (const OwnSamples& state : states) json.push_back(rows.add(state));
    QCOMPARE(rows.rows().size(), std::size_t{102});
    QCOMPARE(json[0]["rows"].size(), std::size_t{1});
    QCOMPARE(json[1]["rows"].size(), std::size_t{2});
    for (std::size_t i = 0; i < states.size(); ++i) {
      const auto back = ownSamplesFromRows(json[i], rows.rows(), "samples");
      QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
      QVERIFY(**back == states[i]);
    }
  }

  void whatIsWrongIsSaid_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* name, const char* kind, const char* samples, const char* said) {
      QTest::newRow(name) << QStringLiteral(
                                 "{\"kind\": \"%1\", \"classes\": %2, \"next\": 5, \"samples\": %3}")
                                 .arg(kind,
                                      QLatin1String(kind) == QLatin1String("heights")
                                          ? QStringLiteral("[]")
                                          : QStringLiteral("[\"A\", \"B\"]"),
                                      samples)
                          << QString(said);
    };
    row("no row", "points", "[3]", "not a sample");
    row("short", "points", "[[0, 1, 2]]", "not a sample");
    row("fraction", "points", "[[0, 1, 2.5, 3]]", "not a sample");
    row("class", "points", "[[0, 2, 0, 0]]", "cannot have");
    row("negative number", "points", "[[-1, 0, 0, 0]]", "not a sample");
    row("number not given", "points", "[[5, 0, 0, 0]]", "below 5");
    row("height", "heights", "[[0, 1001, 0, 0]]", "cannot have");
    row("far", "points", "[[0, 0, 6001, 0]]", "outside");
    row("ink too short", "drawings", "[[0, 0, \"zff\"]]", "not a sample");
    row("ink too long", "drawings", "[[0, 0, \"zffzffzffz13zff\"]]", "not a sample");
    row("ink of letters", "drawings", "[[0, 0, \"zffzffzffxy\"]]", "not a sample");
    row("half a pixel", "drawings", "[[0, 0, \"zffzffzff1\"]]", "not a sample");
  }
  void whatIsWrongIsSaid() {
    QFETCH(QString, text);
    QFETCH(QString, said);
    const auto json = parseJson(text.toStdString());
    QVERIFY(json.has_value());
    const auto read = ownSamplesFromJson(*json, "samples");
    QVERIFY(!read);
    QVERIFY2(QString::fromStdString(read.error().text()).contains(said), read.error().text().c_str());
  }

  void runsThatAreNotThereAreRefused() {
    OwnSampleRows rows;
    const Json json = rows.add(paintedPoints(3));
    for (const char* runs : {"[[0, 4]]", "[[4, 0]]", "[[-1, 1]]", "[[0]]", "[7]",
                             "[[0, 18446744073709551615]]", "[[0, 3], [0, 1]]"}) {
      Json wrong = json;
      wrong["rows"] = Json::parse(runs);
      QVERIFY2(!ownSamplesFromRows(wrong, rows.rows(), "samples"), runs);
    }
  }
};

PELLUCID_TEST(tst_own_samples_json, TestOwnSamplesJson)
#include "tst_own_samples_json.moc"
