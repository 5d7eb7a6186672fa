// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of one of two runs being compared. Each is drawn when it is painted.
#pragma once

#include <QWidget>

#include "engine/data/dataset.h"
#include "engine/inspect/run_comparison.h"

namespace pellucid::ui {

/// How classes are answered: rows are classes, columns are answers.
class AnswerMatrix : public QWidget {
  Q_OBJECT

 public:
  using Counts = Eigen::Matrix<engine::Index, Eigen::Dynamic, Eigen::Dynamic>;

  AnswerMatrix();
  /// Null clears it.
  void setCounts(const Counts* counts, const std::vector<std::string>& classNames);
  QSize sizeHint() const override { return {210, 210}; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  /// The cell at a place of the matrix.
  QRectF cell(engine::Index row, engine::Index column) const;
  QString nameOf(engine::Index answer) const;
  /// The most frequent confusions, for screen readers.
  QString summary() const;

  Counts m_counts;
  std::vector<std::string> m_names;
};

/// The weights of the first layer, a picture for each unit or filter, as many as fit.
class FirstWeights : public QWidget {
  Q_OBJECT

 public:
  FirstWeights();
  void setWeights(std::shared_ptr<const engine::Network> network, engine::Vector weights,
                  const engine::Shape& input);
  QSize sizeHint() const override { return {260, 210}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  std::shared_ptr<const engine::Network> m_network;
  engine::Vector m_weights;
  engine::Shape m_input;
};

}  // namespace pellucid::ui
