// SPDX-License-Identifier: GPL-3.0-or-later
// A few items, each in or out: small buttons that stay pressed, as many in a row as fit in a side column.
// Lives on the window's thread.
#pragma once

#include <QGridLayout>
#include <QStringList>
#include <QToolButton>
#include <vector>

namespace pellucid::ui {

class ToggleGrid : public QWidget {
  Q_OBJECT

 public:
  explicit ToggleGrid(QWidget* parent = nullptr);

  struct Toggle {
    QString text = {};
    QString tip = {};
    bool isOn = false;
    bool operator==(const Toggle&) const = default;
  };
  /// At least `fewest` must be on: once only that many are, they can no longer be switched off.
  void setToggles(const std::vector<Toggle>& toggles, int fewest);
  QToolButton* button(std::size_t i) const { return m_buttons[i]; }
  std::size_t count() const { return m_toggles.size(); }

 signals:
  /// By the user; not shown as such before setToggles().
  void toggled(int i, bool isOn);

 private:
  void make(const std::vector<Toggle>& toggles);

  QGridLayout* m_grid;
  std::vector<Toggle> m_toggles;
  std::vector<QToolButton*> m_buttons;
};

}  // namespace pellucid::ui
