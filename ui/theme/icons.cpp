// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include <QBuffer>
#include <QFile>
#include <QIconEngine>
#include <QImageReader>
#include <QPainter>
#include <QPixmapCache>

#include "engine/base/check.h"

namespace pellucid::ui {
namespace {

constexpr double kDisabledOpacity = 0.55;

// Renders on demand: every drawing in every size and ratio would delay the start of the program.
class SvgIconEngine final : public QIconEngine {
 public:
  SvgIconEngine(QString name, const QByteArray& drawing, const QColor& colour, const QColor& disabled)
      : m_name(std::move(name)), m_colour(colour), m_disabled(disabled) {
    m_drawing = QByteArray(drawing).replace("currentColor", colour.name().toLatin1());
    m_disabledDrawing = QByteArray(drawing).replace("currentColor", disabled.name().toLatin1());
  }

  QIconEngine* clone() const override { return new SvgIconEngine(*this); }
  QString iconName() override { return m_name; }

  /// `size` is in pixels of the device.
  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override {
    const bool isDisabled = mode == QIcon::Disabled;
    const QString key = QString("pellucid/%1/%2/%3/%4x%5")
                            .arg(m_name, m_colour.name(), isDisabled ? m_disabled.name() : QString())
                            .arg(size.width())
                            .arg(size.height());
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
      pixmap = render(size, isDisabled);
      QPixmapCache::insert(key, pixmap);
    }
    return pixmap;
  }

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
    const double ratio = painter->device()->devicePixelRatio();
    painter->drawPixmap(rect, pixmap((QSizeF(rect.size()) * ratio).toSize(), mode, state));
  }

 private:
  QPixmap render(const QSize& size, bool isDisabled) {
    QBuffer buffer(isDisabled ? &m_disabledDrawing : &m_drawing);
    QImageReader reader(&buffer, "svg");
    const int side = std::min(size.width(), size.height());
    reader.setScaledSize({side, side});
    const QImage image = reader.read();
    engine::check(!image.isNull(), "The drawing \"" + m_name.toStdString() + "\" was not rendered: " +
                                       reader.errorString().toStdString() + " (libqt6svg6 reads SVG).");
    QPixmap pixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setOpacity(isDisabled ? kDisabledOpacity : 1);
    painter.drawImage((size.width() - side) / 2, (size.height() - side) / 2, image);
    return pixmap;
  }

  QString m_name;
  QColor m_colour;
  QColor m_disabled;
  QByteArray m_drawing;
  QByteArray m_disabledDrawing;
};

}  // namespace

QIcon icon(const QString& name, const Theme& theme) {
  return icon(name, theme, theme.text);
}

QIcon icon(const QString& name, const Theme& theme, const QColor& colour) {
  QFile file(":/icons/" + name + ".svg");
  engine::check(file.open(QIODevice::ReadOnly), "There is no icon named \"" + name.toStdString() + "\".");
  return QIcon(new SvgIconEngine(name, file.readAll(), colour, theme.mutedText));
}

}  // namespace pellucid::ui
