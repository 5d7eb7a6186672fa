// SPDX-License-Identifier: GPL-3.0-or-later
// The options of a set of points: the amount of noise, the number of samples, the test share, the seed, and a
// switch for each input that can be derived from the others. Shown below the picker for generated data sets;
// an edit requests the set with the new values.
#pragma once

#include <QLineEdit>
#include <QSpinBox>
#include <QWidget>

#include "engine/data/data_changes.h"
#include "ui/widgets/number_box.h"
#include "ui/widgets/toggle_grid.h"

class QLabel;

namespace pellucid::ui {

class PointOptions : public QWidget {
  Q_OBJECT

 public:
  explicit PointOptions(QWidget* parent = nullptr);
  ~PointOptions() override;

  /// "spiral+x2,noise=0.1". Hides itself for data sets without such options.
  void setDatasetName(const QString& name);
  /// Offers the derivable inputs, where no other control does.
  void offerInputs() { m_offersInputs = true; }

 signals:
  void datasetRequested(QString name);

 private:
  void request();
  void showInputs();
  void switchInput(int number, bool isOn);
  /// With the values of the fields.
  QString nameNow() const;

  bool m_offersInputs = false;
  engine::DataChanges m_changes;
  std::vector<engine::DataChange> m_offered;  ///< one for each toggle
  double m_validation = 0;                    ///< has no field yet, and is kept
  QString m_base;
  QString m_name;
  NumberBox* m_noise;
  QSpinBox* m_samples;
  QSpinBox* m_test;
  QLineEdit* m_seed;
  QLabel* m_inputsHead;
  ToggleGrid* m_inputs;
};

}  // namespace pellucid::ui
