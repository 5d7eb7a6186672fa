// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/layer_picture.h"

#include <QPainter>
#include <algorithm>
#include <numeric>

#include "ui/widgets/weight_image.h"

namespace pellucid::ui {
namespace {

constexpr int kGap = 3;

engine::Vector unitWeights(const engine::ConstMatrixMap& w, engine::Index unit) {
  return w.row(unit).transpose();
}

}  // namespace

bool looksAtPixels(const engine::Network& network, std::size_t layer) {
  if (network.tensors().empty() || network.tensors().front().layer != layer) return false;
  const engine::Shape& input = network.inputShape();
  const engine::LayerKind kind = network.layer(layer).kind();
  if (!input.isImage() || input.channels != 1) return false;
  // Below a dense layer only layers that keep all pixels in place, like flatten.
  if (kind == engine::LayerKind::Dense) return network.layer(layer).inputs() == input.size();
  return kind == engine::LayerKind::Conv2d && layer == 0;
}

std::vector<engine::Index> strongestUnits(const engine::Network& network, const engine::Vector& weights,
                                          std::size_t layer) {
  const auto w = network.weight(weights, layer);
  std::vector<engine::Index> units(static_cast<std::size_t>(w.rows()));
  std::iota(units.begin(), units.end(), engine::Index(0));
  std::ranges::stable_sort(units, std::greater(), [&](engine::Index unit) { return w.row(unit).norm(); });
  units.resize(static_cast<std::size_t>(std::min(kUnitsShown, w.rows())));
  std::ranges::sort(units);
  return units;
}

double weightRange(const engine::Network& network, const engine::Vector& weights, std::size_t layer) {
  const auto w = network.weight(weights, layer);
  constexpr double kLeast = 1e-6;
  return w.size() == 0 ? kLeast : std::max(kLeast, static_cast<double>(w.cwiseAbs().maxCoeff()));
}

QImage unitsImage(const engine::Network& network, const engine::Vector& weights, std::size_t layer,
                  const std::vector<engine::Index>& units, double range, const Theme& theme) {
  const auto w = network.weight(weights, layer);
  const bool isDense = network.layer(layer).kind() == engine::LayerKind::Dense;
  const auto width =
      static_cast<int>(isDense ? network.inputShape().width : network.layer(layer).spec().kernel);
  const int height = static_cast<int>(w.cols()) / width;
  const auto count = static_cast<int>(units.size());
  QImage image(count * (width + 1) - 1, height, QImage::Format_RGB32);
  image.fill(theme.panel);
  const DivergingScale scale(theme, theme.neutral);
  for (int i = 0; i < count; ++i)
    drawSigned(unitWeights(w, units[static_cast<std::size_t>(i)]), scale, range, width, {i * (width + 1), 0},
               image);
  return image;
}

QImage matrixImage(const engine::Network& network, const engine::Vector& weights, std::size_t layer,
                   double range, const Theme& theme) {
  const auto w = network.weight(weights, layer);
  QImage image(static_cast<int>(w.cols()), static_cast<int>(w.rows()), QImage::Format_RGB32);
  const DivergingScale scale(theme, theme.neutral);
  for (engine::Index unit = 0; unit < w.rows(); ++unit)
    drawSigned(unitWeights(w, unit), scale, range, image.width(), {0, static_cast<int>(unit)}, image);
  return image;
}

LayerPicture::LayerPicture(QWidget* parent) : QWidget(parent) {}

void LayerPicture::setImages(std::vector<QImage> images, int heightOfEach) {
  m_images = std::move(images);
  const auto count = static_cast<int>(m_images.size());
  setFixedHeight(count * heightOfEach + std::max(0, count - 1) * kGap);
  update();
}

void LayerPicture::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const auto count = static_cast<int>(m_images.size());
  if (count == 0) return;
  const int each = (height() - (count - 1) * kGap) / count;
  for (int i = 0; i < count; ++i)
    painter.drawImage(QRect(0, i * (each + kGap), width(), each), m_images[static_cast<std::size_t>(i)]);
}

}  // namespace pellucid::ui
