// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/augmented_samples.h"

#include <QPainter>
#include <algorithm>

#include "engine/data/augment.h"
#include "ui/theme/theme.h"
#include "ui/widgets/weight_image.h"

namespace pellucid::ui {
namespace {

constexpr int kVariedSide = 44;
constexpr int kVariedGap = 4;
constexpr int kAfterOriginal = 10;

QImage imageOfSplit(const engine::Split& split, const engine::Dataset& data, engine::Index sample) {
  return pictureOf(data, engine::sample(split, data.inputs(), sample));
}

std::vector<QImage> imagesOf(const engine::Augmentation& augmentation, std::uint64_t seed,
                             const engine::Dataset& data, const engine::Progress& progress) {
  std::vector<QImage> images;
  const auto count = std::min<engine::Index>(AugmentedSamples::kSamples, data.train.size());
  for (engine::Index sample = 0; sample < count; ++sample) {
    images.push_back(imageOfSplit(data.train, data, sample));
    const std::uint32_t index[] = {static_cast<std::uint32_t>(sample)};
    for (int epoch = 0; epoch < AugmentedSamples::kEpochs; ++epoch) {
      if (progress.isCancelled()) return {};
      engine::Split varied;
      engine::augment(augmentation, seed, epoch, data.train, data.shape, index, varied);
      images.push_back(imageOfSplit(varied, data, 0));
    }
  }
  return images;
}

}  // namespace

AugmentedSamples::AugmentedSamples(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Training samples and what becomes of them"));
  setToolTip(
      tr("Left: the first training samples as they are. Beside each: what training sees of it in the "
         "first, second, third and fourth epoch."));
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize AugmentedSamples::sizeHint() const {
  return {(kEpochs + 1) * (kVariedSide + kVariedGap) + kAfterOriginal, kSamples * (kVariedSide + kVariedGap)};
}

void AugmentedSamples::show(const engine::Experiment& experiment, const engine::DatasetPtr& dataset) {
  const engine::Augmentation& augmentation = experiment.training.augmentation;
  const bool isShown = dataset && dataset->shape.isImage() && augmentation.isOn();
  setVisible(isShown);
  if (!isShown) {
    m_job.forget();
    m_data = nullptr;
    m_images.clear();
    return;
  }
  if (dataset == m_data && augmentation == m_augmentation && experiment.seed == m_seed) return;
  m_data = dataset;
  m_augmentation = augmentation;
  m_seed = experiment.seed;
  m_job.request(
      [augmentation, seed = m_seed, dataset](const engine::Progress& progress) {
        return imagesOf(augmentation, seed, *dataset, progress);
      },
      [this](const std::vector<QImage>& images) {
        m_images = images;
        update();
      });
}

void AugmentedSamples::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  for (std::size_t i = 0; i < m_images.size(); ++i) {
    const int column = static_cast<int>(i) % (kEpochs + 1);
    const int row = static_cast<int>(i) / (kEpochs + 1);
    const int left = column * (kVariedSide + kVariedGap) + (column > 0 ? kAfterOriginal : 0);
    QRect place(QPoint(), m_images[i].size().scaled(kVariedSide, kVariedSide, Qt::KeepAspectRatio));
    place.moveTopLeft({left, row * (kVariedSide + kVariedGap)});
    painter.drawImage(place, m_images[i]);
  }
}

}  // namespace pellucid::ui
