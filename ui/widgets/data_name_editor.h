// SPDX-License-Identifier: GPL-3.0-or-later
// The name of data with all its components, as controls: the data set, its point options, classes and
// changes. The name itself, as written in files and on the command line, is shown below and can be copied.
// Lives on the window's thread.
#pragma once

#include <QWidget>

#include "engine/data/catalogue.h"

class QComboBox;
class QLineEdit;

namespace pellucid::ui {

class DataChangesEditor;
class PointOptions;

class DataNameEditor : public QWidget {
  Q_OBJECT

 public:
  enum class Answers { Any, Classes };  ///< which data sets are offered
  explicit DataNameEditor(Answers answers, QWidget* parent = nullptr);

  /// Shows this name. Until the user edits it, name() returns it unchanged, even where it is not understood.
  void setName(const QString& name);
  QString name() const { return m_name; }
  /// Chooses another data set and keeps the chosen classes and changes as far as it allows.
  void setBase(const QString& base);
  /// Adds a choice.
  void offer(const QString& base);
  /// Removes a choice, unless it is the current one.
  void withdraw(const QString& base);
  /// The known facts about a file or folder that has been read.
  void learn(const QString& base, const engine::KnownData& facts);

  /// Asks for a table, or for a folder of pictures or IDX files; empty where the user cancels.
  static QString askForPlace(QWidget* parent, bool isFolder);

 signals:
  /// By the user only.
  void edited();
  /// The user wants to choose a file (or a folder of pictures or IDX files); pass the answer to setBase().
  void placeWanted(bool isFolder);

 private:
  void choose(int item);
  void showName();
  /// Makes the name follow the controls.
  void write();
  std::optional<engine::KnownData> known() const;

  QString m_name;
  engine::DataNameParts m_parts;
  QString m_learnedBase;
  engine::KnownData m_learned;

  QComboBox* m_bases;
  PointOptions* m_options;
  DataChangesEditor* m_changes;
  QLineEdit* m_text;
};

}  // namespace pellucid::ui
