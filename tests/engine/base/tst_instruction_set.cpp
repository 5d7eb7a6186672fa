// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/instruction_set.h"

#include <QtTest>

#include <set>

#include "tests/support/test_program.h"

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

PELLUCID_TEST(tst_instruction_set, TestInstructionSet)
#include "tst_instruction_set.moc"
