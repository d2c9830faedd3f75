package org.discogsography.extractor.canonical;

import java.util.ArrayList;
import java.util.List;
import org.discogsography.extractor.tree.Fields;

/**
 * The elements of a list, each written in canonical form as soon as it is there: of a list of any
 * length only its text is held, never a tree. A value of a record in place of a list of trees.
 *
 * <p>Reused for one list after another; not safe for several threads.
 */
public final class WrittenList {

  /** Bytes of a piece; a list that is shorter is held in one. */
  private static final int PIECE = 1 << 20;

  private final CanonicalJson json = new CanonicalJson();
  private final List<byte[]> pieces = new ArrayList<>();
  private final long mostBytes;
  private long pieceBytes;

  /**
   * @param mostBytes of a list that is held; of a longer one only the length is known
   */
  public WrittenList(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Forgets the elements. */
  public void clear() {
    pieces.clear();
    pieceBytes = 0;
    json.reset();
  }

  /**
   * Writes an element.
   *
   * @param element sorted in place
   */
  public void add(Fields element) {
    if (length() > 0) {
      json.raw(',');
    }
    json.object(element);
    if (json.length() >= PIECE) {
      endPiece();
    }
  }

  private void endPiece() {
    pieceBytes += json.length();
    if (pieceBytes <= mostBytes) {
      pieces.add(json.toBytes());
    } else {
      pieces.clear();
    }
    json.reset();
  }

  /** Bytes of the elements and the commas between them. */
  public long length() {
    return pieceBytes + json.length();
  }

  /** Takes these bytes into the hash. */
  void hash(ContentHash hash) {
    requireHeld();
    pieces.forEach(piece -> hash.add(piece, 0, piece.length));
    hash.add(json.buffer(), 0, json.length());
  }

  /**
   * Copies these bytes into the target.
   *
   * @return the place after them
   */
  int copy(byte[] target, int start) {
    requireHeld();
    int at = start;
    for (byte[] piece : pieces) {
      System.arraycopy(piece, 0, target, at, piece.length);
      at += piece.length;
    }
    System.arraycopy(json.buffer(), 0, target, at, json.length());
    return at + json.length();
  }

  private void requireHeld() {
    if (pieceBytes > mostBytes) {
      throw new IllegalStateException("a list of %d bytes is not held".formatted(length()));
    }
  }
}
