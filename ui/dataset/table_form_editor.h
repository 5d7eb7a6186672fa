// SPDX-License-Identifier: GPL-3.0-or-later
// How a table is written, as controls: what stands between its cells, its decimal mark, its characters, its
// first line, and which cells count as empty. What is not chosen is found, and each control says what was
// found. Lives on the window's thread.
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

  /// Shows the options of the name, and what was found in the file; null where nothing is known of it.
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
  /// This name is the user's, unless it is the same.
  void take(std::string name);

  std::string m_name;
  QFormLayout* m_form;
  std::vector<Choice> m_choices;
  QLineEdit* m_gaps;
};

}  // namespace pellucid::ui
