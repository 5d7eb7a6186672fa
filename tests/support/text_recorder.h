// SPDX-License-Identifier: GPL-3.0-or-later
// A device that keeps the texts that are painted on it and nothing else: render a widget to see what it says.
#pragma once

#include <QPaintDevice>
#include <QPaintEngine>
#include <QStringList>
#include <QTransform>
#include <vector>

namespace pellucid::tests {

class TextRecorder : public QPaintDevice {
 public:
  struct Text {
    QString text;
    QPointF place;  ///< where it begins on its baseline, in the rendered widget
    QRectF box;     ///< its bounding box, likewise
  };

  explicit TextRecorder(QSize size) : m_size(size) {}

  QPaintEngine* paintEngine() const override { return &m_engine; }
  const QStringList& texts() const { return m_engine.texts; }
  const std::vector<Text>& placedTexts() const { return m_engine.placed; }

 protected:
  int metric(PaintDeviceMetric metric) const override {
    constexpr int kDotsPerInch = 96;
    switch (metric) {
      case PdmWidth:
        return m_size.width();
      case PdmHeight:
        return m_size.height();
      case PdmDepth:
        return 32;
      case PdmDpiX:
      case PdmDpiY:
      case PdmPhysicalDpiX:
      case PdmPhysicalDpiY:
        return kDotsPerInch;
      case PdmDevicePixelRatio:
        return 1;
      case PdmDevicePixelRatioScaled:
        return static_cast<int>(devicePixelRatioFScale());
      default:
        return 1;
    }
  }

 private:
  /// Claims to support everything, so that nothing is drawn for it as pictures.
  class Engine : public QPaintEngine {
   public:
    Engine() : QPaintEngine(AllFeatures) {}
    bool begin(QPaintDevice*) override { return true; }
    bool end() override { return true; }
    void updateState(const QPaintEngineState& now) override {
      if (now.state().testFlag(DirtyTransform)) transform = now.transform();
    }
    void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override {}
    void drawTextItem(const QPointF& point, const QTextItem& item) override {
      texts << item.text();
      const QRectF box(point.x(), point.y() - item.ascent(), item.width(), item.ascent() + item.descent());
      placed.push_back({item.text(), transform.map(point), transform.mapRect(box)});
    }
    void drawPath(const QPainterPath&) override {}
    void drawPolygon(const QPointF*, int, PolygonDrawMode) override {}
    void drawRects(const QRectF*, int) override {}
    void drawLines(const QLineF*, int) override {}
    void drawEllipse(const QRectF&) override {}
    void drawImage(const QRectF&, const QImage&, const QRectF&, Qt::ImageConversionFlags) override {}
    Type type() const override { return User; }

    QStringList texts;
    std::vector<Text> placed;
    QTransform transform;
  };

  QSize m_size;
  mutable Engine m_engine;
};

}  // namespace pellucid::tests
