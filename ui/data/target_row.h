// SPDX-License-Identifier: GPL-3.0-or-later
// The target of the sample shown: the data's, or the user's choice instead ("what if this were a 3?"). The
// loss and the gradients shown are computed from it; training never sees it.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QToolButton>

#include "ui/run/moment.h"
#include "ui/widgets/number_box.h"

namespace pellucid::ui {

class TargetRow : public QWidget {
  Q_OBJECT

 public:
  explicit TargetRow(QWidget* parent = nullptr);
  ~TargetRow() override;

  using QWidget::show;
  /// Cheap when little has changed.
  void show(const Moment& moment);

 signals:
  /// An empty one means the data's.
  void chosen(const pellucid::ui::Target& target);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void showClasses(const Moment& moment);
  void showNumber(const Moment& moment);

  QLabel* m_title;
  QComboBox* m_classes;
  NumberBox* m_number;
  QToolButton* m_back;
  QLabel* m_statement;
  std::vector<std::string> m_names;  ///< of the classes in the list
  std::optional<double> m_shown;     ///< in the field for a number
};

}  // namespace pellucid::ui
