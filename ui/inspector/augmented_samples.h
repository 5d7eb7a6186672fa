// SPDX-License-Identifier: GPL-3.0-or-later
// The effect of augmentation on training images: the first ones as they are, and beside each what training
// sees of it in its first epochs. Drawn on a worker, by the same function that training uses. Lives on the
// window's thread.
#pragma once

#include <QImage>
#include <QWidget>
#include <vector>

#include "engine/train/experiment.h"
#include "ui/widgets/background_job.h"

namespace pellucid::ui {

class AugmentedSamples : public QWidget {
  Q_OBJECT

 public:
  static constexpr int kSamples = 2;
  static constexpr int kEpochs = 4;

  explicit AugmentedSamples(QWidget* parent = nullptr);

  /// Shows nothing where the data are not images or nothing is varied.
  void show(const engine::Experiment& experiment, const engine::DatasetPtr& dataset);
  /// Row by row, the original first; empty while nothing is shown.
  const std::vector<QImage>& images() const { return m_images; }

  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  engine::Augmentation m_augmentation;
  std::uint64_t m_seed = 0;
  engine::DatasetPtr m_data;
  std::vector<QImage> m_images;
  BackgroundJob<std::vector<QImage>> m_job;
};

}  // namespace pellucid::ui
