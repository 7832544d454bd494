package io.signalbox.engine.learned;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/// Many numbers as one text: floats of four bytes, the lowest first, in Base64.
final class Packed {
  private Packed() {}

  static String text(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  static String text(float[][] rows) {
    int width = rows.length == 0 ? 0 : rows[0].length;
    var all = new float[rows.length * width];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, all, row * width, width);
    }
    return text(all);
  }

  static String text(double[][] rows) {
    var floats = new float[rows.length][];
    for (int row = 0; row < rows.length; row++) {
      floats[row] = new float[rows[row].length];
      for (int j = 0; j < rows[row].length; j++) {
        floats[row][j] = (float) rows[row][j];
      }
    }
    return text(floats);
  }

  /// @throws IllegalArgumentException if it is no such text
  static float[] floats(String text) {
    byte[] bytes = Base64.getDecoder().decode(text);
    if (bytes.length % Float.BYTES != 0) {
      throw new IllegalArgumentException("a list of numbers is cut off");
    }
    var values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  /// @throws IllegalArgumentException if it is no such text, or its rows are not of this width
  static float[][] rows(String text, int width) {
    float[] all = floats(text);
    if (width < 1 || all.length % width != 0) {
      throw new IllegalArgumentException("a table has rows of another length than " + width);
    }
    var rows = new float[all.length / width][width];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(all, row * width, rows[row], 0, width);
    }
    return rows;
  }

  static double[][] doubles(String text, int width) {
    float[][] floats = rows(text, width);
    var rows = new double[floats.length][width];
    for (int row = 0; row < rows.length; row++) {
      for (int j = 0; j < width; j++) {
        rows[row][j] = floats[row][j];
      }
    }
    return rows;
  }
}
