// SPDX-License-Identifier: GPL-3.0-or-later
// Chooses the data set: named ones, with classes and changes, a table, or a folder of pictures or IDX files.
// Choosing only emits a request; the picker keeps showing the data set in use until it is given another.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QProgressBar>

#include "engine/data/catalogue.h"
#include "ui/widgets/point_options.h"

namespace pellucid::ui {

class DatasetPicker : public QWidget {
  Q_OBJECT

 public:
  explicit DatasetPicker(QWidget* parent = nullptr);

  /// "mnist", "spiral,noise=0.1", a file or a folder.
  void setDatasetName(const QString& name);
  /// While a data set is being read, no other can be chosen. Afterwards the data set in use is shown again.
  void setLoading(bool isLoading);
  /// The number and kind of samples.
  void describe(const engine::Dataset& dataset);

 signals:
  void datasetRequested(QString name);

 protected:
  /// Ask the user for a file or folder; empty when there is none. Overridden by tests.
  virtual QString chooseTable();
  virtual QString chooseFolder();
  /// Asks which classes and changes; the answer is a name, such as "mnist:0-4+invert". Overridden by tests.
  virtual QString chooseChanges();

 private:
  void request(int item);
  void showCurrent();

  QString m_name;
  QString m_facts;
  QString m_knownBase;  ///< the data whose classes are known, because they have been read as they are
  std::optional<engine::KnownData> m_known;
  QComboBox* m_names;
  PointOptions* m_options;
  QLabel* m_description;
  QProgressBar* m_progress;
};

}  // namespace pellucid::ui
