/** One product as a shop describes it, with Google Merchant's / GA4's field names. Only the id is required. */
export interface CatalogItem {
  readonly item_id: string;
  readonly item_name?: string;
  readonly item_category?: string;
  readonly item_category2?: string;
  readonly item_category3?: string;
  readonly item_category4?: string;
  readonly item_category5?: string;
  readonly item_brand?: string;
  readonly item_variant?: string;
  readonly item_group_id?: string;
  readonly price?: number;
  readonly sale_price?: number;
  readonly currency?: string;
  readonly description?: string;
  readonly image_link?: string;
  readonly link?: string;
  readonly availability?: string;
  readonly average_rating?: number;
  readonly review_count?: number;
}

export const CATALOG_TEXT_FIELDS = [
  'item_name',
  'item_category',
  'item_category2',
  'item_category3',
  'item_category4',
  'item_category5',
  'item_brand',
  'item_variant',
  'item_group_id',
  'currency',
  'description',
  'image_link',
  'link',
  'availability',
] as const;

export const CATALOG_NUMBER_FIELDS = ['price', 'sale_price', 'average_rating', 'review_count'] as const;

export type CatalogTextField = (typeof CATALOG_TEXT_FIELDS)[number];
export type CatalogNumberField = (typeof CATALOG_NUMBER_FIELDS)[number];
export type CatalogField = CatalogTextField | CatalogNumberField;

/** The category names of an item from the broadest to the narrowest, without gaps. */
export function categoryPath(item: CatalogItem): string[] {
  const levels = [
    item.item_category,
    item.item_category2,
    item.item_category3,
    item.item_category4,
    item.item_category5,
  ];
  return levels.filter((level): level is string => level !== undefined && level !== '');
}
