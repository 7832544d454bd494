package io.signalbox.app.kit.canvas;

import javafx.geometry.Bounds;

/// What is on a canvas, where there is so much that only what is needed is there.
public interface CanvasContent {
  /// Sees to it that all there is in a part of the canvas can be painted, as it looks at a zoom.
  void prepare(Bounds part, double zoom);

  /// The view has come to rest: what is in sight is to be shown.
  void rest();

  /// Nothing that would have to be prepared.
  CanvasContent NONE =
      new CanvasContent() {
        @Override
        public void prepare(Bounds part, double zoom) {}

        @Override
        public void rest() {}
      };
}
