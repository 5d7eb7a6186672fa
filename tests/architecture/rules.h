// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of the architecture as pure functions from source text to what is wrong with it, a sentence each.
// tst_rules.cpp shows that each of them can fail; tst_architecture.cpp applies them to the project.
#pragma once

#include <QStringList>
#include <span>

#include "tests/architecture/source_file.h"

namespace pellucid::tests {

using Violations = QStringList;

/// The engine does not use Qt, neither in its sources nor in what it links.
Violations qtInEngine(const SourceFile& file);
/// The engine uses nothing outside itself, and a room in it only itself and the rooms above it.
Violations roomUsesOneAbove(const SourceFile& file);
/// ui is used by app, never the other way round; neither uses tests.
Violations uiUsesApp(const SourceFile& file);
/// The window's panels share common parts; they never include each other.
Violations panelUsesSibling(const SourceFile& file);
/// Colours come from the theme.
Violations colourLiteral(const SourceFile& file);
Violations fixedTypeSize(const SourceFile& file);
/// Numbers in files do not depend on the locale.
Violations localeDependentNumber(const SourceFile& file);
/// What threads share is in a Mailbox, and long work is a LatestJob: nothing else starts threads or locks,
/// except the session, which is older than both.
Violations ownThread(const SourceFile& file);
/// No source, script or CMake file has more than 500 lines.
Violations tooLong(const SourceFile& file);
/// Files name their licence in the first line, scripts below their #! line.
Violations licenceMissing(const SourceFile& file);
/// A header's opening comment has at most eight lines, the README of a folder fifteen.
Violations tooTalkative(const SourceFile& file);

struct FileRule {
  const char* name;
  Violations (*check)(const SourceFile&);
};
std::span<const FileRule> fileRules();

/// A source that has no test of its own, with the reason.
struct Untested {
  const char* path;
  const char* reason;
};
std::span<const Untested> untestedSources();

/// engine/train/loss.cpp is tested by tests/engine/train/tst_loss.cpp; the same in ui and app. Also reports
/// unneeded reasons.
Violations testsMissing(const QStringList& paths, std::span<const Untested> untested);

/// A test of the engine that starts threads, itself or in the source it tests, is marked by THREADS in its
/// room's CMakeLists.txt, so that it runs under the thread sanitizer. Also reports unneeded marks.
Violations threadsUnmarked(const QList<SourceFile>& files);

/// The top level is fixed. `names` end with "/" for folders.
Violations strangersAtTheTop(const QStringList& names);

}  // namespace pellucid::tests
