// SPDX-License-Identifier: GPL-3.0-or-later
// One layer's weights as pictures: some units of the first layer in the shape of the input, and whole
// matrices for the others. Pure functions of a network and its weights; GUI thread.
#pragma once

#include <QImage>
#include <QWidget>
#include <vector>

#include "engine/model/network.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {

/// How many units of a layer are shown side by side.
inline constexpr engine::Index kUnitsShown = 4;

/// Whether the layer's units look at pixels: the first layer with weights, over an image of one channel.
bool looksAtPixels(const engine::Network& network, std::size_t layer);

/// The units with the largest weights, in the order of the layer; at most kUnitsShown.
std::vector<engine::Index> strongestUnits(const engine::Network& network, const engine::Vector& weights,
                                          std::size_t layer);

/// ‖W‖∞, but always above 0: the value of full colour.
double weightRange(const engine::Network& network, const engine::Vector& weights, std::size_t layer);

/// The chosen units side by side, a pixel for each weight and one between the units: 28×28 or a kernel's k×k.
/// Only where looksAtPixels().
QImage unitsImage(const engine::Network& network, const engine::Vector& weights, std::size_t layer,
                  const std::vector<engine::Index>& units, double range, const Theme& theme);

/// W, O×I (for a convolution O×CK²), a pixel for each weight.
QImage matrixImage(const engine::Network& network, const engine::Vector& weights, std::size_t layer,
                   double range, const Theme& theme);

/// Shows images stacked vertically, each stretched to its width and an equal part of the height; a null image
/// leaves its place empty.
class LayerPicture : public QWidget {
  Q_OBJECT

 public:
  explicit LayerPicture(QWidget* parent = nullptr);
  void setImages(std::vector<QImage> images, int heightOfEach);
  const std::vector<QImage>& images() const { return m_images; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  std::vector<QImage> m_images;
};

}  // namespace pellucid::ui
