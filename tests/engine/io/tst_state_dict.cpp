// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/state_dict.h"

#include <QtTest>

#include "io_test_data.h"
#include "state_dict_builder.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

/// The names in order, or the refusal.
std::string orderOf(const StateDictBuilder& state) {
  const Bytes bytes = state.bytes();
  const auto tensors = viewSafetensors(bytes);
  const auto modules = stateModules(*tensors);
  if (!modules) return modules.error().text();
  std::string names;
  for (const StateModule& module : *modules) names += (names.empty() ? "" : " ") + module.name;
  return names;
}

}  // namespace

class TestStateDict : public QObject {
  Q_OBJECT

 private slots:
  /// A file's order is its writer's: here it is wrong throughout.
  void modulesComeInTheirOrder() {
    StateDictBuilder sequence;
    sequence.addLayer("10", {10, 10}).addNorm("3", 12).addLayer("0", {12, 20}).addLayer("4", {10, 12});
    QCOMPARE(orderOf(sequence), std::string("0 3 4 10"));

    StateDictBuilder own;  // layers are counted over all kinds
    own.addLayer("fc6", {10, 48}).addNorm("bn2", 3).addLayer("conv1", {3, 1, 5, 5});
    QCOMPARE(orderOf(own), std::string("conv1 bn2 fc6"));

    StateDictBuilder named;  // each kind is counted separately
    named.addLayer("fc2", {10, 20}).addLayer("fc1", {20, 48}).addLayer("conv2", {3, 2, 3, 3});
    named.addNorm("bn2", 3).addNorm("bn1", 2).addLayer("conv1", {2, 1, 3, 3});
    QCOMPARE(orderOf(named), std::string("conv1 bn1 conv2 bn2 fc1 fc2"));

    StateDictBuilder words;
    words.addLayer("hidden", {7, 4}).addLayer("input", {4, 9}).addLayer("output", {2, 7});
    QCOMPARE(orderOf(words), std::string("input hidden output"));

    StateDictBuilder nested;
    nested.addLayer("classifier.1", {10, 48}).addLayer("features.10", {3, 2, 3, 3});
    nested.addNorm("features.11", 3).addLayer("features.9", {2, 1, 3, 3});
    QCOMPARE(orderOf(nested), std::string("features.9 features.10 features.11 classifier.1"));
  }

  /// "a" leads into the circle of "b" and "c", and "d" and "e" form another one: no order includes them all.
  void layersInACircleAreNotRepeated() {
    StateDictBuilder state;
    state.addLayer("a", {20, 10}).addLayer("b", {30, 20}).addLayer("c", {20, 30});
    state.addLayer("d", {50, 40}).addLayer("e", {40, 50});
    const std::string refusal = orderOf(state);
    QVERIFY2(refusal.find('"') != std::string::npos, refusal.c_str());
  }

  void whatIsNoLayerIsNamed() {
    const auto refuses = [](const StateDictBuilder& state, const std::string& name) {
      const std::string refusal = orderOf(state);
      QVERIFY2(refusal.find("\"" + name + "\"") != std::string::npos && refusal.find(' ') > 0,
               refusal.c_str());
    };
    refuses(StateDictBuilder().add("lstm.weight_ih_l0", {8, 4}), "lstm.weight_ih_l0");
    refuses(StateDictBuilder().addLayer("conv", {3, 1, 5, 3}), "conv.weight");
    refuses(StateDictBuilder().addLayer("conv1d", {3, 1, 5}), "conv1d.weight");
    refuses(StateDictBuilder().addLayer("norm", {8}), "norm.weight");  // normalises each sample: it has no
                                                                       // statistics
    refuses(StateDictBuilder().add("fc.bias", {8}), "fc.bias");
    refuses(StateDictBuilder().add("fc.weight", {8, 4}).add("fc.bias", {7}), "fc.bias");
    refuses(StateDictBuilder().addLayer("a", {5, 4}).addLayer("b", {3, 6}), "a");
    refuses(StateDictBuilder().addLayer("a", {5, 4}).addNorm("norm", 5), "norm");
    QVERIFY(says(orderOf(StateDictBuilder()), {"no tensors"}));
  }
};

PELLUCID_TEST(tst_state_dict, TestStateDict)
#include "tst_state_dict.moc"
