// SPDX-License-Identifier: GPL-3.0-or-later
// An example in the gallery: its picture, its title and its sentence. A button with its own look.
#pragma once

#include <QAbstractButton>
#include <QImage>

#include "engine/io/example_folder.h"

namespace pellucid::ui {

class ExampleCard : public QAbstractButton {
  Q_OBJECT

 public:
  static constexpr QSize kPicture{280, 118};

  static constexpr int kLeastWidth = 220;

  explicit ExampleCard(engine::StoredExample stored, QWidget* parent = nullptr);

  const engine::StoredExample& stored() const { return m_stored; }
  const engine::Example& example() const { return m_stored.example; }
  /// Whether each of these words occurs in the card's text; case-insensitive.
  bool matches(const QStringList& words) const;
  /// In device pixels for kPicture; it is stretched to the card's width.
  void setPicture(const QImage& picture);
  /// Whether Enter chooses this one.
  void setMarked(bool isMarked);
  bool hasPicture() const { return !m_picture.isNull(); }

  QSize sizeHint() const override;
  /// The picture shrinks before the window grows beyond a small screen.
  QSize minimumSizeHint() const override { return {kLeastWidth, sizeHint().height()}; }

 signals:
  void focused();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;

 private:
  engine::StoredExample m_stored;
  QString m_title;
  QString m_sentence;
  QImage m_picture;
  bool m_isMarked = false;
};

}  // namespace pellucid::ui
