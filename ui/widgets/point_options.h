// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers of a set of points: how much noise, how many samples, which of them are for testing, and the
// seed. Shown below the picker for data sets that are drawn; an edit asks for the set with the new numbers.
#pragma once

#include <QLineEdit>
#include <QSpinBox>
#include <QWidget>

#include "ui/widgets/number_box.h"

namespace pellucid::ui {

class PointOptions : public QWidget {
  Q_OBJECT

 public:
  explicit PointOptions(QWidget* parent = nullptr);
  ~PointOptions() override;

  /// "spiral,noise=0.1". Hides for data sets that have no such numbers.
  void setDatasetName(const QString& name);

 signals:
  void datasetRequested(QString name);

 private:
  void request();

  double m_validation = 0;  ///< has no field yet, and is kept
  QString m_base;
  QString m_name;
  NumberBox* m_noise;
  QSpinBox* m_samples;
  QSpinBox* m_test;
  QLineEdit* m_seed;
};

}  // namespace pellucid::ui
