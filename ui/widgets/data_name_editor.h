// SPDX-License-Identifier: GPL-3.0-or-later
// The name of data with all that stands in it, as controls: the data set, the numbers of points, classes and
// changes. The name itself, as files and the command line write it, is shown below and can be copied. Lives
// on the window's thread.
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

  /// Shows this name. Until the user edits it, name() gives it back as it was, even where it is not
  /// understood.
  void setName(const QString& name);
  QString name() const { return m_name; }
  /// Another data set, with the classes and changes that are chosen, as far as they can be of this one.
  void setBase(const QString& base);
  /// One more that can be chosen.
  void offer(const QString& base);
  /// It can be chosen no longer, unless it is.
  void withdraw(const QString& base);
  /// What is known of a file or folder, which has been read.
  void learn(const QString& base, const engine::KnownData& facts);

  /// Asks for a table, or for a folder of pictures or IDX files; empty where the user cancels.
  static QString askForPlace(QWidget* parent, bool isFolder);

 signals:
  /// By the user.
  void edited();
  /// The user wants to choose a file (or a folder of pictures or IDX files); setBase() takes the answer.
  void placeWanted(bool isFolder);

 private:
  void choose(int item);
  void showName();
  /// The name follows the controls.
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
