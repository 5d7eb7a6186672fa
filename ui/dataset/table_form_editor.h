// SPDX-License-Identifier: GPL-3.0-or-later
// How a table is written, as controls: its separator, its decimal mark, its encoding, its first line, and
// which cells count as empty. What is not chosen is detected, and each control shows what was detected. Lives
// on the window's thread.
#pragma once

#include <QWidget>
#include <string>
#include <vector>

#include "engine/data/table_glance.h"

class QComboBox;
class QFormLayout;
class QLineEdit;

namespace pellucid::ui {

class TableFormEditor : public QWidget {
  Q_OBJECT

 public:
  explicit TableFormEditor(QWidget* parent = nullptr);
  ~TableFormEditor() override;

  /// Shows the options of the name, and what was detected in the file; null where nothing is known about it.
  void setName(const std::string& name, const engine::TableGlance* glance);
  const std::string& name() const { return m_name; }

 signals:
  /// By the user: name() has the change.
  void edited();

 private:
  struct Choice {
    std::string option;
    QComboBox* box;
    QString (*found)(const engine::TableGlance& glance);
  };
  void addChoice(const QString& title, const QString& tip, Choice choice,
                 const std::vector<std::pair<QString, std::string>>& items);
  void set(const std::string& option, const std::optional<std::string>& value);
  void setGaps();
  /// Adopts this name as the user's edit, unless it is unchanged.
  void take(std::string name);

  std::string m_name;
  QFormLayout* m_form;
  std::vector<Choice> m_choices;
  QLineEdit* m_gaps;
};

}  // namespace pellucid::ui
