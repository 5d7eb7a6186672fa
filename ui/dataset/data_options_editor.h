// SPDX-License-Identifier: GPL-3.0-or-later
// The options of data as controls: how they are split, how pictures become samples, how a table is read.
// Options that these data do not have are hidden. Lives on the window's thread.
#pragma once

#include <QWidget>
#include <string>
#include <vector>

#include "engine/data/catalogue.h"

class QComboBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;

namespace pellucid::ui {

class TableFilePicker;

class DataOptionsEditor : public QWidget {
  Q_OBJECT

 public:
  explicit DataOptionsEditor(QWidget* parent = nullptr);
  ~DataOptionsEditor() override;

  /// Shows the options of the name; `shape` is the shape the data were read in.
  void setName(const std::string& name, engine::DataKind kind, const engine::Shape& shape);
  const std::string& name() const { return m_name; }

 signals:
  /// By the user: name() has the change.
  void edited();

 private:
  struct Choice {
    std::string option;
    QComboBox* box;
  };
  struct Count {
    std::string option;
    QSpinBox* box;
    int usual;       ///< the value for a missing option
    double divisor;  ///< 100 for percentages
  };
  QSpinBox* addCount(const std::string& option, int least, int most, int usual, double divisor);
  /// An item is its text and the option's value, "" for the default.
  QComboBox* addChoice(const std::string& option, const std::vector<std::pair<QString, std::string>>& items);
  void addRows();
  void setRowShown(QWidget* field, bool isShown);
  void set(const std::string& option, const std::optional<std::string>& value);
  void setSize();
  QWidget* addSides(QSpinBox** height, QSpinBox** width, int least, void (DataOptionsEditor::*changed)());
  void setShape();
  void showKind();

  std::string m_name;
  engine::DataKind m_kind = engine::DataKind::Images;
  QFormLayout* m_form;
  std::vector<Choice> m_choices;
  std::vector<Count> m_counts;
  QLineEdit* m_seed;
  QWidget* m_size;
  QSpinBox* m_height;
  QSpinBox* m_width;
  QWidget* m_shape;
  QSpinBox* m_rows;
  QSpinBox* m_columns;
  TableFilePicker* m_testFile;
  TableFilePicker* m_validationFile;
};

}  // namespace pellucid::ui
