// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/instruction_set.h"

#include <QtTest>

#include <set>

using namespace pellucid::engine;

class TestInstructionSet : public QObject {
  Q_OBJECT

 private slots:
  /// The compiler's own knowledge of the processor is asked: what was built must be able to run.
  void namesWhatTheProcessorCanDo() {
    const std::set<std::string_view> known = {"x86-64-v4", "x86-64-v3", "x86-64", "generic"};
    QVERIFY(known.contains(instructionSet()));
#if defined(__x86_64__)
    if (instructionSet() == "x86-64-v4") QVERIFY(__builtin_cpu_supports("avx512f"));
    if (instructionSet() == "x86-64-v3") QVERIFY(__builtin_cpu_supports("avx2"));
#endif
  }
};

QTEST_APPLESS_MAIN(TestInstructionSet)
#include "tst_instruction_set.moc"
