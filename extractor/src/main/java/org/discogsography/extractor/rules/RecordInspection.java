package org.discogsography.extractor.rules;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges the records of one file while they are read, and hears what became of each of them.
 *
 * <p>{@link #judge()}, {@link #keeps} and {@link #fits} are called by many threads; the others by
 * one, in the order of the file.
 */
public interface RecordInspection {

  /** Lets everything pass. */
  RecordInspection NONE =
      new RecordInspection() {
        @Override
        public Set<List<String>> fields() {
          return TypeRules.NONE.fields();
        }

        @Override
        public RecordJudge judge() {
          return TypeRules.NONE.judge();
        }

        @Override
        public boolean keeps(Verdict verdict) {
          return false;
        }

        @Override
        public boolean fits(int bytes) {
          return true;
        }

        @Override
        public void passed(@Nullable Findings findings) {
          // nobody wants to know
        }

        @Override
        public void skipped(Findings findings) {
          // nobody wants to know
        }

        @Override
        public void malformed(long position, String fault, String snippet) {
          // nobody wants to know
        }

        @Override
        public void ended(boolean whole) {
          // nobody wants to know
        }
      };

  /** What a judge looks at: {@link TypeRules#fields()}. */
  Set<List<String>> fields();

  /** A judge for one thread. */
  RecordJudge judge();

  /** Whether a record with this verdict is to be kept for a look. */
  boolean keeps(Verdict verdict);

  /** Whether a message of so many bytes can be published. */
  boolean fits(int bytes);

  /** A record will be published. */
  void passed(@Nullable Findings findings);

  /** A record will not be published: the rules or its size forbid it. */
  void skipped(Findings findings);

  /** A record could not be read. */
  void malformed(long position, String fault, String snippet);

  /**
   * Reading has ended.
   *
   * @param whole whether the file was read to its end
   */
  void ended(boolean whole);
}
