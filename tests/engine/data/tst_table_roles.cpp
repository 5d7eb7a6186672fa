// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/table_roles.h"

#include <QtTest>

#include "engine/data/table_rows.h"
#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using pellucid::tests::mentions;

namespace {

/// "i" for an input, "t" for a target, "o" for a one-hot input, "-" for what is left out; or the error.
std::string rolesOf(const std::string& text, const DataOptions& options) {
  TableReading reading;
  auto rows = readTableRows(Bytes(text.begin(), text.end()), "t.csv", reading, {});
  if (!rows) qFatal("%s", rows.error().text().c_str());
  TableRoles roles;
  const auto chosen = chooseTableRoles(rows->cells, rows->isUnnamed, "t.csv", options, reading, roles);
  if (!chosen) return chosen.error().text();
  std::string letters;
  for (std::size_t i = 0; i < roles.isInput.size(); ++i)
    letters += !roles.isInput[i] ? '-' : roles.isOneHot[i] ? 'o' : 'i';
  for (const std::size_t target : roles.targets) letters[target] = 't';
  return letters;
}

const std::string kTable = "a,b,c,d\n1,2,3,4\n5,6,7,8\n9,8,7,6\n";

}  // namespace

class TestTableRoles : public QObject {
  Q_OBJECT

 private slots:
  void rolesFollowFromOptions() {
    QCOMPARE(rolesOf(kTable, {.targets = {}}), std::string("iiit"));
    QCOMPARE(rolesOf(kTable, {.targets = {"b"}}), std::string("itii"));
    QCOMPARE(rolesOf(kTable, {.targets = {}, .inputs = {"a"}}), std::string("i--t"));
    QCOMPARE(rolesOf(kTable, {.targets = {}, .ignored = {"d", "column 1"}}), std::string("-it-"));
    QCOMPARE(rolesOf(kTable, {.targets = {}, .oneHot = {"b"}}), std::string("ioit"));
    QCOMPARE(rolesOf("a,label,c\n1,2,3\n4,5,6\n", {.targets = {}}), std::string("iti"));
    QCOMPARE(rolesOf(",a,b\n1,2,3\n2,5,6\n", {.targets = {}}), std::string("-it"));
  }

  void refusesWhatIsNotThere() {
    for (const DataOptions& options : {DataOptions{.targets = {"z"}},
                                       {.targets = {}, .inputs = {"z"}},
                                       {.targets = {}, .ignored = {"z"}},
                                       {.targets = {}, .oneHot = {"z"}}}) {
      const std::string refusal = rolesOf(kTable, options);
      QVERIFY2(mentions(refusal, {"no column z", "a, b, c, d"}), refusal.c_str());
    }
    QVERIFY(mentions(rolesOf(kTable, {.targets = {"a"}, .inputs = {"a"}}), {"both an input and a target"}));
    QVERIFY(mentions(rolesOf(kTable, {.targets = {"a", "b", "c", "d"}}), {"all columns are targets"}));
  }
};

PELLUCID_TEST(tst_table_roles, TestTableRoles)
#include "tst_table_roles.moc"
