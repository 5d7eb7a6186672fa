// SPDX-License-Identifier: GPL-3.0-or-later
// Exactly what the network receives: the values of one sample after scaling, in the places of its pixels, or
// a row for each input beside the table's value. Lives on the window's thread.
#pragma once

#include <QAbstractTableModel>

#include "engine/data/dataset.h"
#include "ui/dataset/sample_choice.h"

namespace pellucid::ui {

class GivenNumbers : public QAbstractTableModel {
  Q_OBJECT

 public:
  using QAbstractTableModel::QAbstractTableModel;

  /// Null for nothing.
  void setSample(engine::DatasetPtr data, SampleRef sample);
  /// The channels of images are stacked vertically.
  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  bool isImage() const { return m_data && m_data->shape.isImage(); }

  engine::DatasetPtr m_data;
  engine::Vector m_given;
  engine::Vector m_before;  ///< in the units of the table
};

}  // namespace pellucid::ui
