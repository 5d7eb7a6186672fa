// SPDX-License-Identifier: GPL-3.0-or-later
// What a walk through the states of a window has done, and what it has found wrong: each sentence once, with
// the way that led there.
#pragma once

#include <QStringList>
#include <QtTest>

namespace pellucid::tests {

class WalkLog {
 public:
  void did(const QString& what) { m_way << what; }

  /// Notes `found` in the state after the last action. Some layouts take a few rounds of events, so only
  /// findings count that `again`, which looks once more, still has, and those that `isPast` says cannot be
  /// found again.
  template <class Again, class IsPast>
  void note(QStringList found, const Again& again, const IsPast& isPast) {
    const auto isQuiet = [&] {
      const QStringList now = again();
      found.removeIf([&](const QString& one) { return !isPast(one) && !now.contains(one); });
      return found.isEmpty();
    };
    if (!found.isEmpty()) (void)QTest::qWaitFor(isQuiet, 300);
    for (const QString& complaint : found) {
      if (m_told.contains(complaint)) continue;
      m_told << complaint;
      qInfo().noquote() << QStringLiteral("state %1, after %2: %3")
                               .arg(m_way.size() - 1)
                               .arg(m_way.mid(std::max<qsizetype>(0, m_way.size() - 5)).join(", "),
                                    complaint);
    }
  }

  qsizetype complaints() const { return m_told.size(); }

 private:
  QStringList m_way;
  QStringList m_told;
};

}  // namespace pellucid::tests
