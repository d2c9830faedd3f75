package org.discogsography.benchmarks.catalogue;

/** Several patterns that take turns; one that has several turns counts on through all of them. */
final class NameMix {

  private final NamePattern[] turns;
  private final int[] turnsOfPattern;
  private final int[] turnsBefore;

  NameMix(NamePattern[] turns) {
    this.turns = turns;
    this.turnsOfPattern = new int[turns.length];
    this.turnsBefore = new int[turns.length];
    for (int i = 0; i < turns.length; i++) {
      for (int j = 0; j < turns.length; j++) {
        if (turns[i].equals(turns[j])) {
          turnsOfPattern[i]++;
          if (j < i) {
            turnsBefore[i]++;
          }
        }
      }
    }
  }

  void write(XmlBuffer xml, int number) {
    int turn = number % turns.length;
    long round = number / turns.length;
    turns[turn].write(xml, round * turnsOfPattern[turn] + turnsBefore[turn]);
  }
}
