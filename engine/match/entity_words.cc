#include "engine/match/entity_words.h"

#include <initializer_list>
#include <string_view>

namespace xiaoer::entities {
namespace {

using Units = std::u16string_view;

// Words with a numeral in them that count nothing.
constexpr Units kNoNumbers[] = {
    u"一样",     u"一下",     u"一直",     u"一般",     u"一起",     u"一点",     u"一定",
    u"一些",     u"一共",     u"一会",     u"一旦",     u"一切",     u"一致",     u"一律",
    u"一边",     u"一键",     u"一如",     u"一向",     u"一再",     u"一心",     u"一早",
    u"一看",     u"一体",     u"一流",     u"一概",     u"一味",     u"一经",     u"一方面",
    u"一模",     u"一系列",   u"一次性",   u"一条龙",   u"一口价",   u"一手货",   u"一手",
    u"一件代发", u"一旁",     u"一路",     u"一声",     u"一时",     u"一生",     u"一世",
    u"一辈",     u"一同",     u"一并",     u"一带",     u"一家人",   u"一来",     u"一想",
    u"一用",     u"一洗",     u"一穿",     u"一开",     u"一部分",   u"一大",     u"一小",
    u"一众",     u"一阵",     u"一道",     u"一面",     u"一言",     u"一齐",     u"一眼",
    u"一块儿",   u"万一",     u"万能",     u"万达",     u"万分",     u"万用",     u"万象",
    u"万科",     u"万元户",   u"千万别",   u"千万不",   u"千万要",   u"千万记",   u"千万得",
    u"千克",     u"千瓦",     u"千米",     u"千里",     u"千牛",     u"千层",     u"千岛",
    u"百世",     u"百度",     u"百货",     u"百搭",     u"百姓",     u"百合",     u"百香",
    u"百分",     u"百丽",     u"百家",     u"十分",     u"十足",     u"十字",     u"十全",
    u"十佳",     u"三星",     u"三方",     u"三包",     u"三角",     u"三轮",     u"三通一达",
    u"三明治",   u"三亚",     u"三文鱼",   u"三层",     u"三国",     u"三只松鼠", u"三维",
    u"三无",     u"三防",     u"三农",     u"四川",     u"四季",     u"四通",     u"四肢",
    u"四处",     u"四周",     u"四海",     u"五金",     u"五官",     u"五谷",     u"五粮",
    u"五菱",     u"五香",     u"五花",     u"六神",     u"七匹狼",   u"七彩",     u"八宝",
    u"八卦",     u"八马",     u"八方",     u"八达",     u"九阳",     u"九州",     u"九牧",
    u"二手",     u"二维",     u"二话",     u"二楼",     u"二哥",     u"二次元",   u"两面",
    u"两边",     u"两者",     u"两侧",     u"零食",     u"零钱",     u"零头",     u"零件",
    u"零售",     u"零散",     u"零星",     u"零度",     u"零下",     u"零花",     u"零用",
    u"统一",     u"唯一",     u"单一",     u"之一",     u"逐一",     u"专一",     u"均一",
    u"任一",     u"归一",     u"不一",     u"某一",     u"每一",     u"同一",     u"另一",
    u"这一",     u"那一",     u"哪一",     u"上一",     u"下一",     u"其一",     u"其二",
    u"第一",     u"一五一十", u"乱七八糟", u"七七八八", u"三三两两", u"三心二意", u"四舍五入",
    u"百分之百", u"一模一样", u"独一无二", u"五颜六色", u"七上八下", u"十有八九", u"不三不四",
    u"万无一失", u"一一",     u"双十",     u"百年",     u"千年",     u"万年",     u"一年四季",
    u"三天两头", u"零点",     u"九九",     u"二锅头",   u"二狗",     u"三七",     u"六味",
    u"八角",     u"八爪",     u"四件套",   u"三件套",   u"五件套",   u"六件套",   u"两件套",
    u"七件套",   u"三脚架",   u"四角裤",   u"三角裤",   u"四面",     u"二代",     u"三代",
    u"一代",     u"四代",     u"五代",     u"一级",     u"二级",     u"三级",     u"一等",
    u"二等",     u"三等",     u"两用",     u"三合一",   u"二合一",   u"四合一",   u"数码",
    u"数据"};
// Longer ones that begin like those above and do count.
constexpr Units kNumbersAfterAll[] = {
    u"一点钟", u"一点半", u"一大箱", u"一大包", u"一大袋",   u"一小包", u"一小袋", u"一小盒",
    u"一小时", u"一小瓶", u"一大瓶", u"一大盒", u"三星期",   u"十分钟", u"三角钱", u"八角钱",
    u"五角钱", u"一周",   u"三周",   u"四周内", u"四周左右", u"一路上", u"十字绣", u"十元",
    u"一大份", u"一小份", u"大一码", u"大一号", u"大两码",   u"大两号", u"大二码", u"一开始就"};

constexpr Units kNotMeasures[] = {
    u"包邮",     u"包括",   u"包含", u"包装", u"包裹", u"包换",   u"包退", u"包运",   u"包赔",
    u"包不",     u"包快递", u"包免", u"包您", u"包你", u"打折",   u"打个", u"打包",   u"打几",
    u"打开",     u"打电",   u"打扰", u"打八", u"打九", u"打五",   u"对吗", u"对吧",   u"对不",
    u"对么",     u"对的",   u"对了", u"对嘛", u"对方", u"对折",   u"单独", u"单买",   u"单价",
    u"单号",     u"单件",   u"单个", u"件事", u"件套", u"本来",   u"本店", u"本人",   u"本月",
    u"本周",     u"本身",   u"本市", u"本地", u"本次", u"张嘴",   u"部分", u"部门",   u"台湾",
    u"支持",     u"支付",   u"只要", u"只能", u"只有", u"只是",   u"只卖", u"只想",   u"只剩",
    u"只好",     u"只收",   u"只发", u"把我", u"把你", u"把它",   u"把这", u"把那",   u"把钱",
    u"提前",     u"提供",   u"提货", u"提示", u"提高", u"提到",   u"提交", u"提醒",   u"听说",
    u"听到",     u"听着",   u"听你", u"节日", u"节省", u"节约",   u"节假", u"组合",   u"组装",
    u"根本",     u"根据",   u"顶多", u"条件", u"条码", u"条形",   u"批发", u"批次",   u"样品",
    u"面包",     u"面料",   u"面积", u"面膜", u"款式", u"款项",   u"架子", u"双十",   u"双11",
    u"双12",     u"双旦",   u"对比", u"对应", u"打算", u"打在",   u"打给", u"打完",   u"打过",
    u"张家",     u"床单",   u"面试", u"片区", u"部件", u"台式",   u"支架", u"把握",   u"卷子",
    u"份额",     u"盒装",   u"袋装", u"瓶装", u"个月", u"个小时", u"个钟", u"个星期", u"个礼拜",
    u"个工作日", u"个半",   u"个多", u"个人", u"个点", u"个字",   u"个折", u"根线",   u"粒装",
    u"样子",     u"样貌"};

struct ValueEntry {
  Units word;
  std::int64_t value;
};
constexpr ValueEntry kDays[] = {
    {u"今天", 0},  {u"今日", 0},  {u"今儿", 0},   {u"今晚", 0},  {u"今早", 0},   {u"今夜", 0},
    {u"明天", 1},  {u"明日", 1},  {u"明儿", 1},   {u"明早", 1},  {u"明晚", 1},   {u"后天", 2},
    {u"后日", 2},  {u"后儿", 2},  {u"大后天", 3}, {u"昨天", -1}, {u"昨日", -1},  {u"昨儿", -1},
    {u"昨晚", -1}, {u"昨夜", -1}, {u"前天", -2},  {u"前日", -2}, {u"大前天", -3}};
constexpr ValueEntry kFestivals[] = {
    {u"双十一", 1111}, {u"双11", 1111},   {u"双十二", 1212},   {u"双12", 1212},
    {u"六一八", 618},  {u"元旦", 101},    {u"情人节", 214},    {u"三八节", 308},
    {u"妇女节", 308},  {u"劳动节", 501},  {u"五一节", 501},    {u"五一假", 501},
    {u"五一", 501},    {u"六一", 601},    {u"儿童节", 601},    {u"六一节", 601},
    {u"国庆", 1001},   {u"国庆节", 1001}, {u"十一假期", 1001}, {u"十一长假", 1001},
    {u"圣诞节", 1225}, {u"圣诞", 1225},   {u"平安夜", 1224},   {u"教师节", 910},
    {u"愚人节", 401}};
constexpr Units kHalf[] = {u"对折",   u"打对折",   u"半价",     u"半折",     u"打半折",
                           u"五五折", u"一半价",   u"一半的价", u"一半价格", u"一半的价格",
                           u"半价格", u"便宜一半", u"优惠一半", u"减一半",   u"打个对折"};
// One and a half of everything else.
constexpr Units kNotHalf[] = {u"另一半",   u"一大半",   u"多一半", u"一半一半",
                              u"坏了一半", u"一半以上", u"半价保", u"一半多"};

void AddRoundOff(EntityWords& words, std::uint32_t index) {
  static constexpr Units kVerbs[] = {u"抹", u"去", u"免",   u"舍",   u"省",
                                     u"砍", u"减", u"不要", u"不算", u"免了"};
  static constexpr Units kMiddles[] = {u"",       u"个",   u"掉",   u"去",       u"了",
                                       u"一下",   u"下",   u"掉个", u"个小",     u"点",
                                       u"掉这个", u"这个", u"那个", u"掉后面的", u"一个"};
  static constexpr Units kNouns[] = {u"零头", u"尾数", u"零"};
  for (const Units verb : kVerbs) {
    for (const Units middle : kMiddles) {
      for (const Units noun : kNouns) {
        // 去零售店 and 减零点五 are none.
        if (noun == u"零" && verb != u"抹" && !(verb == u"去" && middle == u"个")) continue;
        words.values.Add(std::u16string(verb) + std::u16string(middle) + std::u16string(noun),
                         index);
      }
    }
  }
  static constexpr Units kSubjects[] = {u"零头",     u"尾数",     u"零头就",   u"零头都", u"零头给",
                                        u"零头给我", u"零头帮我", u"零头可以", u"零头能"};
  static constexpr Units kEnds[] = {u"抹了",   u"抹掉",   u"抹去", u"去掉", u"去了",
                                    u"不要了", u"免了",   u"免掉", u"省了", u"算了",
                                    u"舍了",   u"抹一下", u"抹",   u"不要"};
  for (const Units subject : kSubjects) {
    for (const Units end : kEnds) {
      words.values.Add(std::u16string(subject) + std::u16string(end), index);
    }
  }
  for (const Units word : {u"取整", u"取个整", u"凑整", u"凑个整", u"算个整", u"算整数", u"抹0",
                           u"抹个0", u"取个整数", u"凑个整数", u"算个整数"}) {
    words.values.Add(word, index);
  }
}

void AddValueWords(EntityWords& words) {
  const auto next = [&](ValueWord word) {
    words.value_words.push_back(word);
    return static_cast<std::uint32_t>(words.value_words.size() - 1);
  };
  for (const ValueEntry& day : kDays) {
    words.values.Add(day.word, next({EntityType::kDate, day.value, "day_offset"}));
  }
  for (const ValueEntry& day : kFestivals) {
    words.values.Add(day.word, next({EntityType::kDate, day.value, "month_day"}));
  }
  const std::uint32_t none = next({EntityType::kNumber, 0, ""});
  for (const Units word : kNotHalf) words.values.Add(word, none);
  const std::uint32_t half = next({EntityType::kDiscount, 500, "per_mille"});
  for (const Units word : kHalf) words.values.Add(word, half);
  words.values.Add(u"一半", next({EntityType::kDiscount, 500, "per_mille", true}));
  AddRoundOff(words, next({EntityType::kRoundOff, 0, ""}));
}

}  // namespace

EntityWords::EntityWords(const EntityLexicon& lexicon, const Normalizer& normalizer) {
  for (const Units word : kNoNumbers) no_numbers.Add(word, 0);
  for (const Units word : kNumbersAfterAll) no_numbers.Add(word, 1);
  for (const Units word : kNotMeasures) not_measures.Add(word, 0);
  AddValueWords(*this);
  for (const std::string& word : lexicon.measure_words) {
    const auto index = static_cast<std::uint32_t>(measure_texts.size());
    if (measures.Add(normalizer.FoldLiteral(word), index)) measure_texts.push_back(word);
  }
  for (const std::string& name : lexicon.size_names) {
    const auto index = static_cast<std::uint32_t>(size_texts.size());
    if (sizes.Add(normalizer.FoldLiteral(name), index)) size_texts.push_back(name);
  }
  for (const EntityLexicon::Product& product : lexicon.products) {
    const auto index = static_cast<std::uint32_t>(product_ids.size());
    for (const std::string& name : product.names) products.Add(normalizer.FoldLiteral(name), index);
    product_ids.push_back(product.id);
  }
}

}  // namespace xiaoer::entities
