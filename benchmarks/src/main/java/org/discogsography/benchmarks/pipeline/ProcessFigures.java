package org.discogsography.benchmarks.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Processor time and memory of process trees, as the Linux kernel accounts them in {@code /proc}
 * (proc(5)). On other systems both stay empty.
 */
final class ProcessFigures {

  private static final Path PROC = Path.of("/proc");
  private static final long MICROS_PER_TICK = 10_000;

  /** Fields of {@code /proc/PID/stat} after the name: utime, stime, cutime, cstime. */
  private static final int FIRST_TIME = 11;

  private static final int TIMES = 4;

  /** The part by which a tree must have grown before its pages are counted again: 1/128. */
  private static final int GROWTH_SHIFT = 7;

  private final Supplier<Map<String, List<Long>>> processes;

  /** How many resident kilobytes a tree must have before its pages are counted again. */
  private final Map<String, Long> nextCount = new LinkedHashMap<>();

  private final Map<String, Long> peakKilobytes = new LinkedHashMap<>();

  /**
   * @param processes the roots of the trees by name, as they are now
   */
  ProcessFigures(Supplier<Map<String, List<Long>>> processes) {
    this.processes = processes;
  }

  static boolean available() {
    return Files.isReadable(PROC.resolve("self/stat"));
  }

  /** Processor time used so far by each tree, in microseconds, ended children included. */
  Map<String, Long> cpuMicros() {
    Map<String, Long> used = new LinkedHashMap<>();
    trees()
        .forEach(
            (name, tree) -> used.put(name, sum(tree, ProcessFigures::cpuTicks) * MICROS_PER_TICK));
    return used;
  }

  /**
   * Notes the memory of each tree if it is more than noted before. The kernel counts resident pages
   * as it goes, but walks all of them to share out the common ones, which takes as much of the
   * machine as a service does: that is asked for only when a tree is larger than ever, by a 128th
   * at least.
   */
  void noteMemory() {
    trees().forEach(this::noteMemory);
  }

  private void noteMemory(String name, List<Long> tree) {
    long resident = sum(tree, process -> kilobytes(process.resolve("status"), "VmRSS:"));
    if (resident > nextCount.getOrDefault(name, 0L)) {
      nextCount.put(name, resident + (resident >> GROWTH_SHIFT));
      long shared = sum(tree, process -> kilobytes(process.resolve("smaps_rollup"), "Pss:"));
      peakKilobytes.merge(name, shared, Math::max);
    }
  }

  /**
   * The most memory that each tree had, in MiB. Pages shared within a tree count once: each process
   * stands with its proportional share.
   */
  Map<String, Long> peakMegabytes() {
    Map<String, Long> peaks = new LinkedHashMap<>();
    peakKilobytes.forEach((name, kilobytes) -> peaks.put(name, kilobytes >> 10));
    return peaks;
  }

  private interface Figure {
    long of(Path process) throws IOException;
  }

  private static long sum(List<Long> tree, Figure figure) {
    long sum = 0;
    for (long pid : tree) {
      try {
        sum += figure.of(PROC.resolve(Long.toString(pid)));
      } catch (IOException e) {
        // the process has ended meanwhile; its parent accounts for it
        continue;
      }
    }
    return sum;
  }

  /** All processes of each tree; empty where the kernel does not tell their figures. */
  private Map<String, List<Long>> trees() {
    Map<String, List<Long>> trees = new LinkedHashMap<>();
    if (available()) {
      Map<Long, List<Long>> children = children();
      processes.get().forEach((name, roots) -> trees.put(name, tree(roots, children)));
    }
    return trees;
  }

  private static Map<Long, List<Long>> children() {
    Map<Long, List<Long>> children = new HashMap<>();
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      all.forEach(process ->
          process
              .parent()
              .ifPresent(parent ->
                  children
                      .computeIfAbsent(parent.pid(), any -> new ArrayList<>())
                      .add(process.pid())));
    }
    return children;
  }

  private static List<Long> tree(Collection<Long> roots, Map<Long, List<Long>> children) {
    List<Long> tree = new ArrayList<>();
    Deque<Long> open = new ArrayDeque<>(roots);
    while (!open.isEmpty()) {
      long pid = open.pop();
      if (!tree.contains(pid)) {
        tree.add(pid);
        open.addAll(children.getOrDefault(pid, List.of()));
      }
    }
    return tree;
  }

  private static long cpuTicks(Path process) throws IOException {
    String stat = Files.readString(process.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long ticks = 0;
    for (int i = FIRST_TIME; i < FIRST_TIME + TIMES; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return ticks;
  }

  /** The figure of this name in a file of lines such as {@code VmRSS: 1234 kB}. */
  private static long kilobytes(Path file, String name) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }
}
