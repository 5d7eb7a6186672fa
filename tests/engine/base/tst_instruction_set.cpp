// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/instruction_set.h"

#include <QtTest>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

class TestInstructionSet : public QObject {
  Q_OBJECT

 private slots:
  /// A build for this machine, and a package, use everything the processor itself reports; others use what
  /// every processor has.
  void namesWhatWasBuiltFor() {
#if !defined(__x86_64__)
    QCOMPARE(instructionSet(), std::string_view("generic"));
#elif !defined(PELLUCID_USES_WHOLE_PROCESSOR)
    QCOMPARE(instructionSet(), std::string_view("x86-64"));
#else
    const bool hasAvx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
    const bool hasAvx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    QCOMPARE(instructionSet(), std::string_view(hasAvx512 ? "x86-64-v4" : hasAvx2 ? "x86-64-v3" : "x86-64"));
#endif
  }
};

PELLUCID_TEST(tst_instruction_set, TestInstructionSet)
#include "tst_instruction_set.moc"
