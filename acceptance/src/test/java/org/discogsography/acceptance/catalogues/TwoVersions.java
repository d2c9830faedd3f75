package org.discogsography.acceptance.catalogues;

import static org.discogsography.common.messages.DataType.ARTISTS;
import static org.discogsography.common.messages.DataType.LABELS;
import static org.discogsography.common.messages.DataType.MASTERS;
import static org.discogsography.common.messages.DataType.RELEASES;

import java.io.IOException;
import java.nio.file.Path;

/** A small catalogue as two dumps tell it: much is corrected in the second, and some is gone. */
public final class TwoVersions {

  private TwoVersions() {}

  /** As it was first. */
  public static Path older(Path folder) throws IOException {
    return new DumpFolder(folder, "20250301")
        .with(
            ARTISTS,
            """
            <artist><id>1</id><name>The Tramlines</name><profile>Four from Leeds</profile>
            <members><id>2</id><name id="2">Ada Holt</name><id>3</id><name id="3">Ben Orr</name>
            </members><aliases><name id="5">Tramlines Trio</name></aliases></artist>\
            """,
            """
            <artist><id>2</id><name>Ada Holt</name><groups><name id="1">The Tramlines</name>
            <name id="4">Nightbus</name></groups></artist>\
            """,
            """
            <artist><id>3</id><name>Ben Orr</name><groups><name id="1">The Tramlines</name></groups>
            </artist>\
            """,
            "<artist><id>4</id><name>Nightbus</name></artist>",
            "<artist><id>5</id><name>Tramlines Trio</name></artist>",
            "<artist><id>6</id><name>Gone And Unlinked</name></artist>",
            "<artist><id>7</id><name>Gone But Credited</name></artist>")
        .with(
            LABELS,
            """
            <label><id>11</id><name>Depot</name><sublabels><label id="12">Depot Blue</label>
            <label id="13">Depot Red</label></sublabels></label>\
            """,
            """
            <label><id>12</id><name>Depot Blue</name><parentLabel id="11">Depot</parentLabel>
            </label>\
            """,
            "<label><id>13</id><name>Depot Red</name></label>",
            "<label><id>14</id><name>Short-Lived</name></label>")
        .with(
            MASTERS,
            """
            <master id="21"><main_release>31</main_release><artists><artist><id>1</id>
            <name>The Tramlines</name></artist></artists><genres><genre>Rock</genre></genres>
            <styles><style>Indie Rock</style><style>Shoegaze</style></styles><year>1991</year>
            <title>Depot</title></master>\
            """,
            "<master id='22'><title>Withdrawn</title><genres><genre>Blues</genre></genres></master>")
        .with(
            RELEASES,
            """
            <release id="31" status="Accepted"><artists><artist><id>1</id><name>The Tramlines</name>
            <anv></anv><join>&amp;</join></artist><artist><id>4</id><name>Nightbus</name></artist>
            </artists><title>Depot</title><labels><label id="11" name="Depot" catno="DEP 1"/>
            <label id="14" name="Short-Lived" catno="none"/></labels><extraartists>
            <artist><id>3</id><name>Ben Orr</name><role>Producer</role></artist>
            <artist><id>3</id><name>Ben Orr</name><role>Drums</role></artist>
            <artist><id>0</id><name>Cleo Vance</name><role>Artwork</role></artist></extraartists>
            <formats><format name="Vinyl" qty="1" text=""><descriptions><description>LP</description>
            </descriptions></format></formats><genres><genre>Rock</genre></genres>
            <styles><style>Shoegaze</style></styles><released>1991-00-00</released>
            <master_id is_main_release="true">21</master_id></release>\
            """,
            """
            <release id="32"><artists><artist><id>7</id><name>Gone But Credited</name></artist>
            </artists><title>Stays The Same</title><released>1999</released></release>\
            """,
            """
            <release id="33"><artists><artist><id>2</id><name>Ada Holt</name></artist></artists>
            <title>Withdrawn</title><extraartists><artist><name>Dee Moss</name><role>Mixed By</role>
            </artist></extraartists><genres><genre>Electronic</genre></genres>
            <styles><style>Ambient</style></styles><master_id>22</master_id></release>\
            """)
        .path();
  }

  /**
   * As it is now: a member left, an alias and a parent label are corrected, the first release lost
   * an artist, a label, a credit, its style and its master, four records are gone.
   */
  public static Path newer(Path folder) throws IOException {
    return new DumpFolder(folder, "20250401")
        .with(
            ARTISTS,
            """
            <artist><id>1</id><name>The Tramlines (2)</name><profile>Three from Leeds</profile>
            <members><name id="2">Ada Holt</name></members></artist>\
            """,
            """
            <artist><id>2</id><name>Ada Holt</name><groups><name id="1">The Tramlines (2)</name>
            </groups></artist>\
            """,
            "<artist><id>3</id><name>Ben Orr</name></artist>",
            "<artist><id>4</id><name>Nightbus</name></artist>",
            """
            <artist><id>5</id><name>Tramlines Trio</name><aliases><name id="4">Nightbus</name>
            </aliases></artist>\
            """)
        .with(
            LABELS,
            """
            <label><id>11</id><name>Depot</name><sublabels><label id="13">Depot Red</label>
            </sublabels></label>\
            """,
            """
            <label><id>12</id><name>Depot Blue</name><parentLabel id="13">Depot Red</parentLabel>
            </label>\
            """,
            "<label><id>13</id><name>Depot Red</name></label>")
        .with(
            MASTERS,
            """
            <master id="21"><main_release>31</main_release><artists><artist><id>4</id>
            <name>Nightbus</name></artist></artists><genres><genre>Rock</genre>
            <genre>Electronic</genre></genres><styles><style>Indie Rock</style></styles>
            <year>1992</year><title>Depot</title></master>\
            """)
        .with(
            RELEASES,
            """
            <release id="31"><artists><artist><id>1</id><name>The Tramlines (2)</name></artist>
            </artists><title>Depot</title><labels><label id="11" name="Depot" catno="DEP 1"/>
            </labels><extraartists><artist><id>3</id><name>Ben Orr</name><role>Mastered By</role>
            </artist></extraartists><formats><format name="CD" qty="2" text="Reissue"/></formats>
            <genres><genre>Rock</genre></genres><styles><style>Indie Rock</style></styles>
            <released>1992-03-00</released></release>\
            """,
            """
            <release id="32"><artists><artist><id>7</id><name>Gone But Credited</name></artist>
            </artists><title>Stays The Same</title><released>1999</released></release>\
            """)
        .path();
  }
}
