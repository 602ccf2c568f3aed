package antiphon.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Words of musicians, in English and Chinese, with what they set. Stateless. */
final class Vocabulary {
  /** In the order in which they are looked for: longer expressions before their parts. */
  static final Map<Pattern, Map<String, String>> WORDS = new LinkedHashMap<>();

  static {
    // Dances bring their meter and tempo.
    add("slip jigs?", "滑步吉格", "style", "folk-melody", "meter", "9/8", "tempo", "150");
    add("jigs?", "吉格舞曲|吉格", "style", "folk-melody", "meter", "6/8", "tempo", "165");
    add("reels?", "里尔舞曲|里尔", "style", "folk-melody", "meter", "4/4", "tempo", "176");
    add("hornpipes?", "号笛舞曲", "style", "folk-melody", "meter", "4/4", "tempo", "150");
    add("polkas?", "波尔卡", "style", "folk-melody", "meter", "2/4", "tempo", "120");
    add("(?:jazz )waltz(?:es)?", "爵士圆舞曲", "style", "lead-sheet", "chart", "waltz", "backing", "ballad");
    add("waltz(?:es)?", "圆舞曲|华尔兹", "meter", "3/4", "tempo", "138");
    add("minuets?", "小步舞曲", "style", "keyboard", "meter", "3/4", "tempo", "116");
    add("march(?:es)?", "进行曲", "meter", "2/4", "tempo", "112");
    add("(?:slow )?airs?", "歌调", "style", "folk-melody", "tempo", "72");
    add("ragtime|rags?|joplin", "拉格泰姆|散拍", "style", "ragtime");
    // Changes that come with the program.
    add("(?:12-bar |twelve-bar )?blues", "布鲁斯|蓝调", "style", "lead-sheet", "chart", "blues", "backing", "swing");
    add("rhythm changes", "节奏变化", "style", "lead-sheet", "chart", "rhythm-changes", "backing", "swing");
    add("(?:two|ii)[ ,-]*(?:five|v)[ ,-]*(?:one|i)", "二五一", "style", "lead-sheet", "chart", "two-five-one", "backing", "swing");
    add("(?:minor |modal )?vamps?", "循环段", "style", "lead-sheet", "chart", "minor-vamp", "backing", "plain");
    // Styles.
    add("string quartet|quartet|strings|violins?", "弦乐四重奏|四重奏|弦乐|小提琴", "style", "quartet");
    add("hymns?|chorales?|church|choir|four-part", "圣咏|赞美诗|合唱|四部", "style", "hymn");
    add("baroque|bach|harpsichord", "巴洛克|巴赫|羽管键琴|大键琴", "style", "baroque-keyboard");
    add("irish|celtic|scottish|folk|session|fiddle|flute", "爱尔兰|凯尔特|苏格兰|民谣|民间|长笛", "style", "folk-melody");
    add("jazz|bebop|lead ?sheet|saxophone|sax", "爵士|萨克斯", "style", "lead-sheet");
    add("singer|lied(?:er)?|romantic", "艺术歌曲|浪漫|歌手", "style", "song-accompanist");
    add("piano|keyboard|classical|mozart", "钢琴|键盘|古典|莫扎特", "style", "keyboard");
    add("two voices|two parts|duets?", "两个声部|二声部|二重奏", "voices", "2");
    // A band.
    add("swing(?:ing)?(?: band)?", "摇摆", "backing", "swing");
    add("ballads?", "抒情", "backing", "ballad", "tempo", "72");
    add("with (?:a )?band|band", "乐队", "backing", "plain");
    // Who plays when.
    add("trad(?:e|ing)|taking turns|take turns", "轮奏|轮流|交替", "mode", "trade");
    add("play(?:s|ing)? along|along|together|accompan(?:y|ies|ist|iment|ying)|comping|comp|under (?:my|a|the) melody", "伴奏|合奏|一起", "mode", "accompany");
    add("answers?|call and response|responds?|continues?|goes on", "应答|回应|接着|对答", "mode", "continue");
    add("only listens?|just listens?", "只听", "mode", "thru");
    // Moods.
    add("cheerful|happy|bright|joyful|merry", "欢快|快乐|明亮|喜悦", "mood", "major", "tempo", "126", "density", "0.5", "register", "3", "articulation", "-0.5", "dynamics", "0.3");
    add("lively|energetic", "活泼|有活力", "tempo", "138", "density", "0.3", "articulation", "-0.3", "dynamics", "0.3");
    add("sad|melancholy|melancholic|mournful|dark|gloomy", "悲伤|忧郁|忧伤|阴暗", "mood", "minor", "tempo", "72", "density", "-0.5", "register", "-4", "articulation", "0.8", "dynamics", "-0.4");
    add("calm|peaceful|gentle|quiet|dreamy|tender", "平静|安静|温柔|宁静|梦幻", "tempo", "76", "density", "-0.3", "temperature", "0.8", "articulation", "0.6", "dynamics", "-0.5");
    add("wild|crazy|bold|adventurous|surprising", "疯狂|大胆|狂野|冒险", "temperature", "1.25", "density", "0.3");
    add("faithful|careful|safe", "忠实|稳妥", "temperature", "0.8");
    add("creative", "创意", "temperature", "1.25");
    add("sparse|simple|few notes", "稀疏|简单", "density", "-0.5");
    add("dense|busy|many notes", "密集|繁忙", "density", "0.5");
    add("lower|low|deep", "低音区|低沉", "register", "-7");
    add("higher|high", "高音区|高亢", "register", "7");
    add("minor", "小调", "mood", "minor");
    add("major", "大调", "mood", "major");
    // Tempo in words.
    add("very slow|very slowly|adagio|largo", "很慢|非常慢|柔板|广板", "tempo", "60");
    add("slow|slowly|lento", "缓慢|慢速|慢板|慢", "tempo", "72");
    add("andante|walking", "行板", "tempo", "84");
    add("moderato|moderate|medium", "中速|中板", "tempo", "104");
    add("very fast|presto", "很快|非常快|急板", "tempo", "184");
    add("fast|quick|quickly|allegro|vivace", "快速|快板|快", "tempo", "144");
  }

  private Vocabulary() {}

  private static void add(String english, String chinese, String... means) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < means.length; i += 2) {
      fields.put(means[i], means[i + 1]);
    }
    WORDS.put(Pattern.compile("(?<![a-z])(?:" + english + ")(?![a-z])|" + chinese, Pattern.CASE_INSENSITIVE), Map.copyOf(fields));
  }
}
