// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/given_numbers.h"

#include "ui/dataset/sample_image.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {

void GivenNumbers::setSample(engine::DatasetPtr data, SampleRef sample) {
  beginResetModel();
  m_data = std::move(data);
  if (m_data) {
    m_given = engine::sample(splitOf(*m_data, sample.part), m_data->inputs(), sample.index);
    m_before = unscaledInputs(*m_data, sample);
  }
  endResetModel();
}

int GivenNumbers::rowCount(const QModelIndex& parent) const {
  if (!m_data || parent.isValid()) return 0;
  return static_cast<int>(isImage() ? m_data->shape.channels * m_data->shape.height : m_data->inputs());
}

int GivenNumbers::columnCount(const QModelIndex& parent) const {
  if (!m_data || parent.isValid()) return 0;
  return isImage() ? static_cast<int>(m_data->shape.width) : 2;
}

QVariant GivenNumbers::data(const QModelIndex& index, int role) const {
  if (role == Qt::TextAlignmentRole) return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
  if (role != Qt::DisplayRole || !m_data) return {};
  if (isImage())
    return shortValueText(static_cast<double>(m_given(index.row() * m_data->shape.width + index.column())));
  const engine::Vector& values = index.column() == 0 ? m_before : m_given;
  return valueText(static_cast<double>(values(index.row())));
}

QVariant GivenNumbers::headerData(int section, Qt::Orientation orientation, int role) const {
  if (role != Qt::DisplayRole || !m_data) return {};
  if (!isImage()) {
    if (orientation == Qt::Horizontal) return section == 0 ? tr("in the data") : tr("given");
    const auto number = static_cast<std::size_t>(section);
    return number < m_data->inputNames.size() ? QString::fromStdString(m_data->inputNames[number])
                                              : tr("input %1").arg(section + 1);
  }
  if (orientation == Qt::Horizontal || m_data->shape.channels == 1) return section + 1;
  const auto channel = section / m_data->shape.height;
  const auto row = section % m_data->shape.height + 1;
  if (m_data->shape.channels != 3) return tr("%1, row %2").arg(channel + 1).arg(row);
  const QString colours[] = {tr("red"), tr("green"), tr("blue")};
  return tr("%1 %2", "a colour and the number of a row").arg(colours[channel]).arg(row);
}

}  // namespace pellucid::ui
