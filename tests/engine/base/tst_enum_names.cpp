// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/enum_names.h"

#include <QtTest>

#include <set>

#include "engine/model/activation.h"
#include "engine/model/network_spec.h"
#include "engine/train/loss.h"
#include "engine/train/optimizer.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

template <class E>
bool roundTrips(std::size_t count) {
  std::set<std::string_view> names;
  for (const auto& entry : kEnumNames<E>) {
    if (nameOf(entry.value) != entry.name || fromName<E>(entry.name) != entry.value) return false;
    names.insert(entry.name);
  }
  return names.size() == count;
}

}  // namespace

class TestEnumNames : public QObject {
  Q_OBJECT

 private slots:
  void everyValueHasOneName() {
    QVERIFY(roundTrips<Activation>(16));
    QVERIFY(roundTrips<Initializer>(11));
    QVERIFY(roundTrips<LayerKind>(7));
    QVERIFY(roundTrips<Loss>(7));
    QVERIFY(roundTrips<Optimizer>(8));
  }

  void otherNamesAreUnknown() {
    QCOMPARE(fromName<Activation>("Relu"), std::nullopt);
    QCOMPARE(fromName<Activation>(""), std::nullopt);
    QCOMPARE(nameOf(static_cast<Activation>(99)), std::string_view("?"));
  }

  void listsWhatThereIs() {
    QVERIFY(allNames<Optimizer>().starts_with("adam, adamw, "));
    QVERIFY(allNames<Loss>().starts_with("cross-entropy, "));
  }
};

PELLUCID_TEST(tst_enum_names, TestEnumNames)
#include "tst_enum_names.moc"
