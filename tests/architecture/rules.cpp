// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/rules.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <array>

namespace pellucid::tests {
namespace {

const QStringList kEngineRooms = {"base", "model", "data", "train", "inspect", "transfer", "io"};
const QStringList kPanels = {"canvas",   "inspector", "plots",   "data",      "plane",
                             "paint",    "runs",      "results", "dataset",   "timeline",
                             "transfer", "maps",      "units",   "diagnosis", "lens"};

/// One violation for each match of the pattern in the file's code.
Violations occurrences(const SourceFile& file, const QRegularExpression& pattern, const QString& rule) {
  Violations found;
  for (auto matches = pattern.globalMatch(file.code()); matches.hasNext();)
    found << QString("%1: \"%2\": %3").arg(file.path, matches.next().captured().trimmed(), rule);
  return found;
}

bool begins(const QString& include, const QString& folder) {
  return include.startsWith(folder + "/");
}

}  // namespace

Violations qtInEngine(const SourceFile& file) {
  if (!file.isIn("engine")) return {};
  static const QRegularExpression link(R"(\bQt\d*(::\w+)?\b|\bAUTO(MOC|UIC|RCC)\b)");
  if (file.isCMake()) return occurrences({file.path, file.text}, link, "the engine does not know Qt");
  static const QRegularExpression name(R"(^(Qt?[A-Z]\w*(/\w+)?|q[a-z]+\.h)$)");
  Violations found;
  for (const QString& include : file.includes())
    if (name.match(include).hasMatch())
      found << QString("%1 includes %2: the engine does not know Qt").arg(file.path, include);
  return found;
}

Violations roomUsesOneAbove(const SourceFile& file) {
  if (!file.isIn("engine") || !file.isCpp()) return {};
  Violations found;
  const auto own = kEngineRooms.indexOf(file.room());
  if (own < 0) found << QString("%1: the engine's rooms are %2").arg(file.path, kEngineRooms.join(", "));
  for (const QString& include : file.includes()) {
    if (begins(include, "ui") || begins(include, "app") || begins(include, "tests"))
      found << QString("%1 includes %2: the engine uses nothing outside itself").arg(file.path, include);
    if (begins(include, "engine") && kEngineRooms.indexOf(include.section('/', 1, 1)) > own)
      found << QString("%1 includes %2: a room uses only itself and those above it").arg(file.path, include);
  }
  return found;
}

Violations uiUsesApp(const SourceFile& file) {
  Violations found;
  for (const QString& include : file.includes()) {
    if (file.isIn("ui") && begins(include, "app"))
      found << QString("%1 includes %2: ui never uses app").arg(file.path, include);
    if ((file.isIn("ui") || file.isIn("app")) && begins(include, "tests"))
      found << QString("%1 includes %2: the program does not use its tests").arg(file.path, include);
  }
  return found;
}

Violations panelUsesSibling(const SourceFile& file) {
  if (!file.isIn("ui") || !kPanels.contains(file.room())) return {};
  Violations found;
  for (const QString& include : file.includes()) {
    const QString other = include.section('/', 1, 1);
    if (begins(include, "ui") && other != file.room() && kPanels.contains(other))
      found << QString("%1 includes %2: panels never include each other").arg(file.path, include);
  }
  return found;
}

Violations colourLiteral(const SourceFile& file) {
  if (!file.isIn("ui") || !file.isCpp() || file.isIn("ui/theme")) return {};
  static const QRegularExpression literal(
      R"(\bQColor\s*(\w+\s*)?[({]\s*["\d]|\bQColor::from\w+\(\s*["\d]|\bqRgba?\(\s*\d|"#[0-9a-fA-F]{3,8}"|)"
      R"(\bQt::(white|black|(dark|light)?[gG]ray|(dark)?([rR]ed|[gG]reen|[bB]lue|[cC]yan|[mM]agenta|[yY]ellow))\b)");
  return occurrences(file, literal, "colours come from the theme");
}

Violations fixedTypeSize(const SourceFile& file) {
  const bool isWindow = file.isIn("ui") || file.isIn("app");
  if (!isWindow || !file.isCpp() || file.isIn("ui/theme")) return {};
  // A drawing in SVG may be given one of the scale's sizes.
  static const QRegularExpression size(
      R"(\bset(Point|Pixel)Size(F)?\s*\(|\bscaledFont\s*\([^,]+,\s*\d|\bfont-size\b(?!=\\"\{))");
  return occurrences(file, size, "sizes of type come from the theme's scale");
}

Violations localeDependentNumber(const SourceFile& file) {
  if (!file.isIn("engine") || !file.isCpp()) return {};
  static const QRegularExpression call(
      R"(\b(stod|stof|stold|strtod|strtof|strtold|atof|sscanf|snprintf|sprintf|toDouble|toFloat)\s*\()");
  return occurrences(file, call, "it depends on the locale; use std::from_chars or std::to_chars");
}

Violations ownThread(const SourceFile& file) {
  const bool isProduct = file.isIn("engine") || file.isIn("ui") || file.isIn("app");
  if (!isProduct || !file.isCpp() || file.isIn("engine/base")) return {};
  if (file.path == "engine/train/session.h" || file.path == "engine/train/session.cpp") return {};
  static const QRegularExpression primitive(
      R"(\bstd::(j?thread|async|packaged_task|(recursive_|shared_|timed_)*mutex|condition_variable(_any)?)\b|)"
      R"(\b(pthread_\w+|QtConcurrent|QThread(Pool)?|QRunnable|Q(Recursive)?Mutex|QReadWriteLock|QSemaphore|QWaitCondition)\b)");
  return occurrences(file, primitive, "long work is a LatestJob, and threads share a Mailbox");
}

Violations tooLong(const SourceFile& file) {
  constexpr int kMost = 500;
  const auto lines = file.lines().size();
  if (!(file.isCpp() || file.isCMake() || file.isScript()) || lines <= kMost) return {};
  return {QString("%1 has %2 lines; at most %3").arg(file.path).arg(lines).arg(kMost)};
}

Violations licenceMissing(const SourceFile& file) {
  if (!(file.isCpp() || file.isCMake() || file.isScript())) return {};
  const QStringList lines = file.lines();
  const QString line = lines.value(file.text.startsWith("#!") ? 1 : 0);
  const QString expected =
      (file.isCpp() ? "// " : "# ") + QString("SPDX-License-Identifier: GPL-3.0-or-later");
  if (line == expected) return {};
  return {QString("%1 does not begin with \"%2\"").arg(file.path, expected)};
}

Violations tooTalkative(const SourceFile& file) {
  const QStringList lines = file.lines();
  if (file.path.endsWith(".h")) {
    constexpr int kMost = 8;
    int opening = 0;
    while (lines.value(opening).startsWith("//")) ++opening;
    if (opening > kMost)
      return {
          QString("%1 opens with %2 lines of comment; at most %3").arg(file.path).arg(opening).arg(kMost)};
  }
  if (file.path.endsWith("/README.md")) {
    constexpr int kMost = 15;
    if (lines.size() > kMost)
      return {QString("%1 has %2 lines; at most %3").arg(file.path).arg(lines.size()).arg(kMost)};
  }
  return {};
}

std::span<const FileRule> fileRules() {
  static constexpr std::array kRules = {
      FileRule{"no Qt in the engine", qtInEngine},
      FileRule{"rooms use rooms above them", roomUsesOneAbove},
      FileRule{"ui does not use app", uiUsesApp},
      FileRule{"panels do not use each other", panelUsesSibling},
      FileRule{"colours come from the theme", colourLiteral},
      FileRule{"sizes of type come from the theme", fixedTypeSize},
      FileRule{"numbers do not depend on the locale", localeDependentNumber},
      FileRule{"threads are begun in one place", ownThread},
      FileRule{"at most 500 lines", tooLong},
      FileRule{"the licence is named", licenceMissing},
      FileRule{"comments and READMEs are short", tooTalkative},
  };
  return kRules;
}

Violations testsMissing(const QStringList& paths, std::span<const Untested> untested) {
  const QSet<QString> all(paths.begin(), paths.end());
  QSet<QString> excused;
  for (const Untested& entry : untested) excused << entry.path;
  Violations found;
  for (const QString& path : paths) {
    const bool isProduct = path.startsWith("engine/") || path.startsWith("ui/") || path.startsWith("app/");
    if (!path.endsWith(".cpp") || !isProduct) continue;
    const QString test = "tests/" + path.section('/', 0, -2) + "/tst_" + path.section('/', -1);
    if (all.contains(test) && excused.contains(path))
      found << path + " is tested; its reason for not being so is out of date";
    if (!all.contains(test) && !excused.contains(path)) found << path + " has no test " + test;
  }
  for (const QString& path : excused)
    if (!all.contains(path)) found << path + " does not exist, but has a reason for not being tested";
  return found;
}

Violations threadsUnmarked(const QList<SourceFile>& files) {
  static const QRegularExpression thread(
      R"(\bstd::(j?thread|async)\b|\bLatestJob<|\bsideBySide\(|\bSession\b)");
  static const QRegularExpression list(R"(\bTHREADS\s+([\w\s]*))");
  QHash<QString, QString> sources;  // without comments
  QHash<QString, QStringList> marked;
  for (const SourceFile& file : files) {
    if (file.isCpp() && (file.isIn("engine") || file.isIn("tests/engine")))
      sources.insert(file.path, file.code());
    if (file.isIn("tests/engine") && file.isCMake())
      marked[file.path.section('/', 0, -2)] =
          list.match(file.text).captured(1).split(QRegularExpression(R"(\s+)"));
  }
  Violations found;
  for (auto test = sources.cbegin(); test != sources.cend(); ++test) {
    const QString name = test.key().section('/', -1).chopped(4);
    if (!test.key().startsWith("tests/engine/") || !name.startsWith("tst_")) continue;
    const QString folder = test.key().section('/', 0, -2);
    const QString subject = folder.mid(QString("tests/").size()) + "/" + name.mid(4);
    const QString text = test.value() + sources.value(subject + ".h") + sources.value(subject + ".cpp");
    const bool beginsThreads = thread.match(text).hasMatch();
    const bool isMarked = marked.value(folder).contains(name);
    if (beginsThreads && !isMarked)
      found << test.key() + " begins threads, but stands not behind THREADS in its CMakeLists.txt";
    if (isMarked && !beginsThreads)
      found << test.key() + " stands behind THREADS in its CMakeLists.txt, but begins none";
  }
  return found;
}

Violations strangersAtTheTop(const QStringList& names) {
  static const QStringList kKnown = {"app/", "engine/", "ui/", "resources/", "tests/", "CMakeLists.txt",
                                     "README.md", "CONTRIBUTING.md", "LICENSE", "CMakePresets.json",
                                     // not part of the project, and ignored by git
                                     "build/", "install/", "CMakeUserPresets.json"};
  Violations found;
  for (const QString& name : names)
    if (!name.startsWith('.') && !kKnown.contains(name))
      found << name + " does not belong at the top of the project";
  return found;
}

}  // namespace pellucid::tests
