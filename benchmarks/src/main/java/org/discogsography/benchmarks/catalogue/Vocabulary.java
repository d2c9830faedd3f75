package org.discogsography.benchmarks.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The words that the catalogue is made of, ready to be written into XML. */
final class Vocabulary {

  static final Vocabulary SHARED = new Vocabulary();

  private final Map<String, byte[][]> lists = new HashMap<>();

  private Vocabulary() {
    Map<String, List<byte[]>> read = new HashMap<>();
    for (String line : lines("vocabulary.txt")) {
      String[] parts = line.split(" = ", 2);
      List<byte[]> words = read.computeIfAbsent(parts[0], key -> new ArrayList<>());
      for (String word : parts[1].split(" \\| ")) {
        words.add(XmlBuffer.escaped(word));
      }
    }
    read.forEach((key, words) -> lists.put(key, words.toArray(byte[][]::new)));
  }

  /** The lines of a file beside this class without blank ones and comments. */
  static List<String> lines(String resource) {
    try (InputStream in = Vocabulary.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + resource);
      }
      return new BufferedReader(new InputStreamReader(in, UTF_8))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[][] words(String key) {
    byte[][] words = lists.get(key);
    if (words == null) {
      throw new IllegalArgumentException("no words '" + key + "' in the vocabulary");
    }
    return words;
  }
}
